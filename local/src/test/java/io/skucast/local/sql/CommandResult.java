package io.skucast.local.sql;

import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** What a command ended with and wrote. */
record CommandResult(int code, String out, String err) {
  static CommandResult of(String[] first, String... rest) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(Stream.concat(Stream.of(first), Stream.of(rest)).toArray(String[]::new));
    return new CommandResult(code, out.toString(), err.toString());
  }
}
