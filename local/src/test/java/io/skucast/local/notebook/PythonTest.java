package io.skucast.local.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Python is taken, and what is done where none has what is needed. */
class PythonTest {
  private static final List<PythonModule> NEEDED =
      List.of(PythonModule.PANDAS, PythonModule.MATPLOTLIB);

  @TempDir private Path folder;

  @Test
  void theFirstThatHasEverythingIsTaken() throws Exception {
    String without = program("without", "echo matplotlib");
    String with = program("with", "true");
    assertThat(Python.with(NEEDED, List.of(without, "/no/python3", with), never(), line -> {}))
        .isEqualTo(with);
  }

  @Test
  void whoMayNotInstallIsToldTheLineThatDoes() throws Exception {
    String without = program("without", "echo matplotlib");
    DebianPackages notAllowed = new DebianPackages(Path.of("/usr/bin/true"), false);
    assertThatThrownBy(() -> Python.with(NEEDED, List.of(without), notAllowed, line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("apt-get install --no-install-recommends python3-matplotlib)");
  }

  @Test
  void whatIsMissingIsInstalledWithoutQuestions() throws Exception {
    Path installed = folder.resolve("installed");
    String python = program("python", "test -e " + installed + " || echo pandas");
    String apt =
        program(
            "apt",
            "echo \"$@\" $DEBIAN_FRONTEND >> %s.said; case \"$*\" in *install*) touch %s;; esac"
                .formatted(installed, installed));
    List<String> said = new ArrayList<>();
    DebianPackages debian = new DebianPackages(Path.of(apt), true);
    assertThat(Python.with(NEEDED, List.of(python), debian, said::add)).isEqualTo(python);
    assertThat(said).containsExactly("installing python3-pandas (a minute or two) …");
    assertThat(Files.readAllLines(Path.of(installed + ".said")))
        .hasSize(2)
        .allMatch(line -> line.contains("Acquire::Retries=3") && line.endsWith("noninteractive"))
        .last()
        .asString()
        .contains("install -y --no-install-recommends python3-pandas");
  }

  @Test
  void anInstallationThatFailsOrDoesNotHelpSaysSo() throws Exception {
    String python = program("python", "echo pandas");
    DebianPackages fails =
        new DebianPackages(Path.of(program("apt", "echo no space left; exit 100")), true);
    assertThatThrownBy(() -> Python.with(NEEDED, List.of(python), fails, line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("apt-get could not install python3-pandas (exit code 100): no space left");
    DebianPackages helpsNot = new DebianPackages(Path.of(program("apt2", "true")), true);
    assertThatThrownBy(() -> Python.with(NEEDED, List.of(python), helpsNot, line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no pandas after Debian's packages were installed");
  }

  private static DebianPackages never() {
    return new DebianPackages(Path.of("/usr/bin/false"), true);
  }

  private String program(String name, String body) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }
}
