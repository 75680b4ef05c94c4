package io.skucast.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.skucast.core.feature.Holidays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoreArchitectureTest {
  private static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  private static final ArchRule NO_UNSEEDED_RANDOMNESS =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID");

  private static final ArchRule NO_JOLLYDAY =
      noClasses().should().dependOnClassesThat().resideInAPackage("de.focus_shift..");

  private static final ArchRule NO_EJML =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.ejml..");

  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.skucast.core");

  @Test
  void coreKnowsNothingOfStreamsStoresOrServers() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..", "org.apache.kafka..", "org.elasticsearch..", "org.tensorflow..")
        .check(core);
  }

  @Test
  void coreReadsNoWallClockAndDrawsNoUnseededRandomness() {
    NO_WALL_CLOCK.check(core);
    NO_UNSEEDED_RANDOMNESS.check(core);
  }

  @Test
  void holidaysAloneKnowsJollyday() {
    JavaClasses others = core.that(not(type(Holidays.class)));
    assertThat(others.size()).isEqualTo(core.size() - 1);
    NO_JOLLYDAY.check(others);
    assertThat(NO_JOLLYDAY.evaluate(core).hasViolation()).isTrue();
  }

  @Test
  void learningAloneKnowsEjml() {
    JavaClasses others = core.that(not(resideInAPackage("io.skucast.core.learn")));
    assertThat(others.size()).isBetween(1, core.size() - 1);
    NO_EJML.check(others);
    assertThat(NO_EJML.evaluate(core).hasViolation()).isTrue();
  }

  @Test
  void theGuardsFireOnAClassThatBreaksThem() {
    JavaClasses culprit = new ClassFileImporter().importClasses(Culprit.class);
    assertThat(NO_WALL_CLOCK.evaluate(culprit).hasViolation()).isTrue();
    assertThat(NO_UNSEEDED_RANDOMNESS.evaluate(culprit).hasViolation()).isTrue();
  }

  /** Breaks both rules on purpose. */
  static final class Culprit {
    long draw() {
      return System.currentTimeMillis() + new Random().nextInt();
    }
  }
}
