package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Forecasts against those of other programs, recorded by {@code src/test/python/fixtures.py}.
 *
 * <p>statsmodels filters from a given state with fixed fractions, so ours is given the same state
 * and a count at which the larger gains of the start are over. Its α, β and φ mean the same. Its γ
 * is the fraction of the one-step error that the season takes on (Hyndman et al. 2008), ours the
 * fraction of what the level leaves over, (1 - α) of the error: γ = γ(statsmodels) / (1 - α).
 */
class IndependentFixturesTest {
  /** Past the start, and a multiple of the season, so that the next place is the first. */
  private static final long LATER = 7_000_000;

  /** A file of {@code fixtures.py}, which tells its columns. */
  private record Fixture(
      Map<String, Double> state, List<Double> demands, List<Double> steps, List<Double> horizons) {

    double of(String name) {
      return state.get(name);
    }

    double gamma() {
      return of("gamma") / (1 - of("alpha"));
    }

    double[] season() {
      return IntStream.range(0, 7).mapToDouble(i -> of("season" + i)).toArray();
    }

    static Fixture read(String name) {
      Fixture fixture =
          new Fixture(new HashMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  Fixture.class.getResourceAsStream("/fixtures/" + name + ".csv"),
                  StandardCharsets.UTF_8))) {
        lines.lines().skip(1).map(line -> line.split(",")).forEach(fixture::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return fixture;
    }

    private void add(String[] fields) {
      double value = Double.parseDouble(fields[3]);
      switch (fields[0]) {
        case "state" -> state.put(fields[1], value);
        case "step" -> {
          demands.add(Double.parseDouble(fields[2]));
          steps.add(value);
        }
        case "horizon" -> horizons.add(value);
        default -> throw new IllegalArgumentException("kind is " + fields[0]);
      }
    }

    void assertForecastBy(Smoother smoother) {
      assertThat(demands).hasSizeGreaterThanOrEqualTo(70);
      assertThat(horizons).hasSize(21);
      for (int t = 0; t < demands.size(); t++) {
        assertThat(smoother.mean(1)).as("step %d", t + 1).isCloseTo(steps.get(t), within(1e-8));
        smoother.update(demands.get(t));
      }
      for (int h = 1; h <= horizons.size(); h++) {
        assertThat(smoother.mean(h))
            .as("horizon %d", h)
            .isCloseTo(horizons.get(h - 1), within(1e-8));
      }
    }
  }

  @Test
  void simpleSmoothingIsThatOfStatsmodels() {
    Fixture fixture = Fixture.read("ses");
    SimpleExponentialSmoothing smoother = new SimpleExponentialSmoothing(fixture.of("alpha"));
    smoother.level = fixture.of("level");
    smoother.count = LATER;
    fixture.assertForecastBy(smoother);
  }

  @Test
  void holtIsThatOfStatsmodels() {
    Fixture fixture = Fixture.read("holt");
    Holt holt = new Holt(fixture.of("alpha"), fixture.of("beta"), fixture.of("phi"));
    holt.smoothing.level = fixture.of("level");
    holt.smoothing.slope = fixture.of("slope");
    holt.smoothing.peak = fixture.of("level");
    holt.smoothing.count = LATER;
    fixture.assertForecastBy(holt);
  }

  @Test
  void additiveHoltWintersIsThatOfStatsmodels() {
    Fixture fixture = Fixture.read("holt_winters_additive");
    HoltWinters smoother =
        new HoltWinters(
            7, fixture.of("alpha"), fixture.of("beta"), fixture.gamma(), fixture.of("phi"));
    smoother.level = fixture.of("level");
    smoother.slope = fixture.of("slope");
    smoother.season = fixture.season();
    smoother.peak = fixture.of("level");
    smoother.count = LATER;
    fixture.assertForecastBy(smoother);
  }

  @Test
  void multiplicativeHoltWintersIsThatOfStatsmodels() {
    Fixture fixture = Fixture.read("holt_winters_multiplicative");
    MultiplicativeHoltWinters smoother =
        new MultiplicativeHoltWinters(
            7, fixture.of("alpha"), fixture.of("beta"), fixture.gamma(), fixture.of("phi"));
    smoother.level = fixture.of("level");
    smoother.slope = fixture.of("slope");
    smoother.season = fixture.season();
    smoother.peak = fixture.of("level");
    smoother.learned = LATER;
    fixture.assertForecastBy(smoother);
    assertThat(smoother.learned).isEqualTo(LATER + fixture.demands().size());
  }

  @Test
  void crostonIsThatOfThePapersFormulas() {
    Fixture fixture = Fixture.read("croston");
    fixture.assertForecastBy(new Croston(fixture.of("alpha"), false));
  }

  @Test
  void theApproximationOfSyntetosAndBoylanIsThatOfThePapersFormulas() {
    Fixture fixture = Fixture.read("sba");
    fixture.assertForecastBy(new Croston(fixture.of("alpha"), true));
  }

  @Test
  void tsbIsThatOfThePapersFormulas() {
    Fixture fixture = Fixture.read("tsb");
    fixture.assertForecastBy(new TeunterSyntetosBabai(fixture.of("alpha"), fixture.of("beta")));
  }
}
