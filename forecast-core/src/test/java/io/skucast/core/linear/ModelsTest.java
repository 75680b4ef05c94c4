package io.skucast.core.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.learn.LinearModel;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import org.junit.jupiter.api.Test;

class ModelsTest {
  private static final ModelGroup TOYS = new ModelGroup(ModelGroup.LINEAR, "toys", 1, 7);

  private final Models models = new Models();

  /** A version of the group that is effective from an origin. */
  static ModelVersion version(
      ModelGroup group, int effectiveOrigin, LinearModel model, double mix) {
    return new ModelVersion(
        group,
        1,
        effectiveOrigin,
        effectiveOrigin - 1,
        1000,
        1,
        2,
        0.1,
        10,
        model,
        new double[model.coefficients().length],
        0.5,
        1,
        mix,
        "");
  }

  private ModelVersion put(ModelGroup group, int effectiveOrigin) {
    ModelVersion version = version(group, effectiveOrigin, new LinearModel(1, new double[2]), 1);
    models.put(version);
    return version;
  }

  @Test
  void anOriginUsesTheNewestVersionEffectiveAtItWhateverCameFirst() {
    ModelVersion later = put(TOYS, 110);
    ModelVersion earlier = put(TOYS, 100);
    assertThat(models.at(TOYS, 99)).isNull();
    assertThat(models.at(TOYS, 100)).isSameAs(earlier);
    assertThat(models.at(TOYS, 109)).isSameAs(earlier);
    assertThat(models.at(TOYS, 110)).isSameAs(later);
    assertThat(models.at(TOYS, 9999)).isSameAs(later);
  }

  @Test
  void aCategoryWithoutAVersionUsesThatOfAll() {
    ModelVersion all = put(TOYS.coarser(), 100);
    ModelVersion own = put(TOYS, 120);
    put(TOYS.coarser(), 130);
    assertThat(models.at(TOYS, 119)).isSameAs(all);
    assertThat(models.at(TOYS, 140)).as("its own, though older").isSameAs(own);
    assertThat(models.at(new ModelGroup(ModelGroup.LINEAR, "food", 1, 7), 125)).isSameAs(all);
  }

  @Test
  void modelsOfOtherHorizonsAndKindsDoNotServe() {
    put(TOYS, 100);
    assertThat(models.at(new ModelGroup(ModelGroup.LINEAR, "toys", 8, 14), 100)).isNull();
    assertThat(models.at(new ModelGroup(ModelGroup.DIRECTION, "toys", 1, 7), 100)).isNull();
  }
}
