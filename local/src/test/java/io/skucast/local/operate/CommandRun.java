package io.skucast.local.operate;

import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command has said. */
public record CommandRun(int code, String out, String err) {
  /** Runs it to its end. */
  public static CommandRun of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
