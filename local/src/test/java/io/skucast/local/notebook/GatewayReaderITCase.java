package io.skucast.local.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks' reader of the SQL gateway, against {@code skucast sql gateway}. */
class GatewayReaderITCase {
  private static final Path NOTEBOOKS = Path.of("..", "notebooks").toAbsolutePath().normalize();
  private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/");

  @TempDir private Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void valuesNullsArraysAndRowsComeAsPythonHasThemAndErrorsAsOneLine() throws Exception {
    String python =
        Python.with(
            PythonModule.EXECUTING, DebianPackages.ofThisMachine(true), System.out::println);
    // No statement of the test asks a broker: any address does.
    Process gateway = command("sql", "gateway", "--port=0", "--kafka=127.0.0.1:1");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder said = new StringBuilder();
      ChildProcess.End end =
          new ChildProcess(
                  List.of(
                      python,
                      NOTEBOOKS.resolve("tests").resolve("live").resolve("gateway_reader.py") + "",
                      address(lines)),
                  Map.of("PYTHONPATH", NOTEBOOKS.toString(), "PYTHONDONTWRITEBYTECODE", "1"),
                  Duration.ofMinutes(3))
              .run(line -> said.append(line).append('\n'));
      assertThat(end.code()).as(said.toString()).isZero();
      assertThat(said).contains("Ran 5 tests").contains("OK");
    } finally {
      gateway.destroyForcibly().waitFor();
    }
  }

  private static String address(BufferedReader lines) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return address.group(1);
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("the gateway ended: " + said);
  }

  private Process command(String... arguments) throws IOException {
    List<String> words =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java") + ""));
    try (InputStream in = GatewayReaderITCase.class.getResourceAsStream("/jvm.options")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(words::add);
    }
    words.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Skucast.class.getName()));
    words.addAll(List.of(arguments));
    // Its errors go to a file: nobody reads them, and a full pipe would stop it.
    return new ProcessBuilder(words).redirectError(folder.resolve("errors").toFile()).start();
  }
}
