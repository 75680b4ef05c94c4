package io.skucast.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.calendar.PeriodUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FeatureUsefulnessTest {

  @Provide
  Arbitrary<List<double[]>> pairs() {
    return Arbitraries.doubles()
        .between(-1000, 1000)
        .array(double[].class)
        .ofSize(2)
        .list()
        .ofMinSize(3)
        .ofMaxSize(80);
  }

  /** Feature first, target second. */
  private static double batchCorrelation(List<double[]> pairs) {
    double x = pairs.stream().mapToDouble(p -> p[0]).average().getAsDouble();
    double y = pairs.stream().mapToDouble(p -> p[1]).average().getAsDouble();
    double xy = pairs.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    double xx = pairs.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
    double yy = pairs.stream().mapToDouble(p -> (p[1] - y) * (p[1] - y)).sum();
    return xy / Math.sqrt(xx * yy);
  }

  @Property(tries = 200)
  void theCorrelationIsThatOfTheBatchFormula(@ForAll("pairs") List<double[]> pairs) {
    FeatureUsefulness online = new FeatureUsefulness(1);
    pairs.forEach(pair -> online.observe(new double[] {pair[0]}, pair[1]));
    assertThat(online.correlation(0)).isBetween(-1.0, 1.0);
    boolean varies = online.variance(0) > 1e-3 && online.targetSquares > 1e-3;
    if (varies) {
      assertThat(online.correlation(0)).isCloseTo(batchCorrelation(pairs), within(1e-9));
    }
  }

  /** Rows whose first feature is the target, second its negative, third constant, fourth noise. */
  private static FeatureUsefulness fourFeatures(FeatureLayout layout) {
    FeatureUsefulness usefulness = new FeatureUsefulness(layout.size());
    for (int i = 0; i < 100; i++) {
      double[] row = new double[layout.size()];
      row[0] = i;
      row[1] = -2 * i;
      row[2] = 0.1;
      row[3] = i % 2;
      usefulness.observe(row, 3 * i + 1);
    }
    return usefulness;
  }

  @Example
  void theReportKeepsWhatVariesAndGoesWithTheTarget() {
    FeatureLayout layout = FeatureLayout.of(FeatureSettings.of(PeriodUnit.DAY));
    FeatureReport report = fourFeatures(layout).report(layout);
    assertThat(report.lines()).hasSize(layout.size());
    assertThat(report.count()).isEqualTo(100);
    assertThat(report.fingerprint()).isEqualTo(layout.fingerprint());
    assertThat(report.lines().stream().filter(FeatureReport.Line::kept))
        .extracting(FeatureReport.Line::name)
        .containsExactlyInAnyOrder(name(layout, 0), name(layout, 1));
    FeatureReport.Line third = report.lines().get(2);
    assertThat(third.name()).isEqualTo(name(layout, 3));
    assertThat(third.zeroShare()).isEqualTo(0.5);
    assertThat(third.variance()).isCloseTo(0.25, within(1e-12));
    assertThat(Math.abs(third.correlation())).isBetween(1e-6, 0.2);
    assertThat(report.lines().get(3).name()).as("equals stay in order").isEqualTo(name(layout, 2));
    assertThat(report.lines().get(3).variance()).isZero();
  }

  private static String name(FeatureLayout layout, int place) {
    return layout.features().get(place).name();
  }

  /** With 25 rows the bound is 0.4: a correlation of 0.5 passes and one of 0.3 does not. */
  @Example
  void theBoundIsTwoOverTheRootOfTheCount() {
    assertThat(keptWithCorrelation(0.41)).isTrue();
    assertThat(keptWithCorrelation(0.39)).isFalse();
    assertThat(keptWithCorrelation(-0.41)).isTrue();
  }

  private static boolean keptWithCorrelation(double correlation) {
    FeatureLayout layout = FeatureLayout.of(FeatureSettings.of(PeriodUnit.DAY));
    FeatureUsefulness usefulness = new FeatureUsefulness(layout.size());
    usefulness.count = 25;
    usefulness.targetSquares = 1;
    usefulness.squares[0] = 1;
    usefulness.products[0] = correlation;
    return usefulness.report(layout).lines().get(0).kept();
  }

  @Example
  void anEmptyReportKeepsNothing() {
    FeatureLayout layout = FeatureLayout.of(FeatureSettings.of(PeriodUnit.DAY));
    FeatureReport report = new FeatureUsefulness(layout.size()).report(layout);
    assertThat(report.lines()).noneMatch(FeatureReport.Line::kept);
    assertThat(report.lines()).allMatch(line -> line.correlation() == 0 && line.zeroShare() == 0);
  }

  @Example
  void theReportIsWrittenForReadersAndForPrograms() {
    FeatureReport report =
        new FeatureReport(
            4,
            "0123456789abcdef",
            List.of(
                new FeatureReport.Line("lag_1", 2.5, -0.75, 0.25, true),
                new FeatureReport.Line("category=a,\"b|c", 0, 0, 1, false)));
    assertThat(report.toMarkdown())
        .isEqualTo(
            """
            | feature | variance | correlation | zero share | kept |
            |---|---:|---:|---:|---|
            | `lag_1` | 2.500 | -0.7500 | 0.2500 | yes |
            | `category=a,"b\\|c` | 0.000 | 0.0000 | 1.0000 | no |
            """);
    assertThat(report.toCsv())
        .isEqualTo(
            """
            feature,variance,correlation,zero_share,kept
            lag_1,2.5,-0.75,0.25,true
            "category=a,""b|c",0.0,0.0,1.0,false
            """);
  }

  @Example
  void aCopyGoesItsOwnWay() {
    FeatureUsefulness usefulness = new FeatureUsefulness(1);
    usefulness.observe(new double[] {1}, 2);
    FeatureUsefulness copy = usefulness.copy();
    assertThat(copy).usingRecursiveComparison().isEqualTo(usefulness);
    copy.observe(new double[] {0}, 9);
    assertThat(usefulness.count).isEqualTo(1);
    assertThat(usefulness.mean).containsExactly(1);
    assertThat(usefulness.zeros).containsExactly(0);
  }

  @Example
  void badArgumentsAreNamedAndChangeNothing() {
    FeatureUsefulness usefulness = new FeatureUsefulness(1);
    assertThatThrownBy(() -> usefulness.observe(new double[] {1}, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target is NaN");
    assertThat(usefulness.count).isZero();
    FeatureLayout layout = FeatureLayout.of(FeatureSettings.of(PeriodUnit.DAY));
    assertThatThrownBy(() -> usefulness.report(layout)).hasMessageContaining("row has 1 features");
  }
}
