package io.skucast.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** base/index-templates is the job's own, which -Dskucast.write-docs=true copies anew. */
class IndexTemplatesTest {
  private static final Path COPY = Path.of("base", "index-templates");

  @Test
  void theTemplatesAreThoseInTheJobsJar() throws Exception {
    Map<String, String> ofTheJob = TemplateCheck.files(TemplateCheck.OF_THE_JOB);
    if (Boolean.getBoolean("skucast.write-docs")) {
      for (Map.Entry<String, String> file : ofTheJob.entrySet()) {
        Files.writeString(COPY.resolve(file.getKey()), file.getValue());
      }
    }

    assertThat(TemplateCheck.files(COPY)).isEqualTo(ofTheJob);
    assertThat(Files.readString(Path.of("base", "kustomization.yaml")))
        .contains(ofTheJob.keySet().stream().map(name -> "index-templates/" + name).toList());
  }
}
