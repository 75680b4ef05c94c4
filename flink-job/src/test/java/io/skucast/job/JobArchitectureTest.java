package io.skucast.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.junit.jupiter.api.Test;

/** Rules that keep the answer the same after a crash and state readable after an upgrade. */
class JobArchitectureTest {
  private static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.skucast.job.observe..", "io.skucast.job.io.kafka.guard..")
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
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(TimerService.class, "currentProcessingTime");

  private static final ArchRule NO_UNSEEDED_RANDOMNESS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.skucast.job.observe..")
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .callMethod(java.util.concurrent.ThreadLocalRandom.class, "current");

  private static final ArchRule DESCRIPTORS_ONLY_IN_STATE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.skucast.job.state..")
          .should()
          .callConstructorWhere(
              new DescribedPredicate<JavaConstructorCall>("a state descriptor is made") {
                @Override
                public boolean test(JavaConstructorCall call) {
                  return call.getTargetOwner().isAssignableTo(StateDescriptor.class);
                }
              });

  private static final ArchRule SERIALIZERS_ONLY_IN_STATE =
      classes()
          .that()
          .areAssignableTo(TypeSerializer.class)
          .should()
          .resideInAPackage("io.skucast.job.state..");

  private final JavaClasses job =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.skucast.job");

  @Test
  void resultsDependOnNoWallClockAndOnNoUnseededRandomness() {
    NO_WALL_CLOCK.check(job);
    NO_UNSEEDED_RANDOMNESS.check(job);
  }

  @Test
  void whatASavepointDependsOnIsInOnePackage() {
    DESCRIPTORS_ONLY_IN_STATE.check(job);
    SERIALIZERS_ONLY_IN_STATE.check(job);
  }

  @Test
  void operatorsKnowNoConnector() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.skucast.job.operator..",
            "io.skucast.job.learn..",
            "io.skucast.job.ml..",
            "io.skucast.job.state..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.skucast.job.io..", "org.apache.kafka..", "org.elasticsearch..")
        .check(job);
  }

  @Test
  void onlyTheEstimatorsKnowTablesAndFlinkMl() {
    // Where no table is used, a cluster needs no table library.
    noClasses()
        .that()
        .resideOutsideOfPackage("io.skucast.job.ml..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink.table..", "org.apache.flink.ml..")
        .check(job);
  }

  @Test
  void theGuardsFireOnAClassThatBreaksThem() {
    JavaClasses culprit = new ClassFileImporter().importClasses(Culprit.class);
    assertThat(NO_WALL_CLOCK.evaluate(culprit).hasViolation()).isTrue();
    assertThat(NO_UNSEEDED_RANDOMNESS.evaluate(culprit).hasViolation()).isTrue();
    assertThat(DESCRIPTORS_ONLY_IN_STATE.evaluate(culprit).hasViolation()).isTrue();
    JavaClass any = job.get(SkucastJob.class);
    assertThat(any.getName()).isEqualTo("io.skucast.job.SkucastJob");
  }

  /** Breaks the rules on purpose. */
  static final class Culprit {
    long draw() {
      new ValueStateDescriptor<>("hidden", Types.LONG);
      return System.currentTimeMillis() + new Random().nextInt();
    }
  }
}
