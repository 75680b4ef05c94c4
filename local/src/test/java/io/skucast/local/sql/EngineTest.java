package io.skucast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineTest {
  @Test
  void theJarForAClusterIsTheThinOneAndNotTheOneOfDeepModels() {
    assertThat(Engine.isThinJar("udf-0.1.0-SNAPSHOT-functions.jar")).isTrue();
    assertThat(Engine.isThinJar("udf-0.1.0-SNAPSHOT-deep-functions.jar")).isFalse();
    assertThat(Engine.isThinJar("udf-0.1.0-SNAPSHOT.jar")).isFalse();
  }
}
