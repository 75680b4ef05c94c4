package io.skucast.job.operator;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.score.Alert;
import io.skucast.job.config.Settings;
import io.skucast.job.deep.DeepRow;
import io.skucast.job.deep.LoadedModel;
import io.skucast.job.deep.ModelException;
import io.skucast.job.deep.ModelSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The sales of {@link LevelPathScenario} with deep models: when which version is published or
 * withdrawn, and what each of them says. A version is its name: {@code good-…} says a factor of
 * what a row sold, from some day on another one, and others cannot be loaded or give no numbers.
 */
final class DeepPathScenario {
  private static final int WINDOW = 7;

  /** Quantiles over the mean, one a level. */
  private static final double[] SPREAD = {0, 0, 0, 0.5, 1.5, 3, 4};

  /** Day that some models become worse after. */
  private static final int FADES = 19_822;

  final LevelPathScenario sales;
  final Settings settings;

  /** Entries of the registry in their order, and the periods at whose ends they are there. */
  final List<Candidate> entries = new ArrayList<>();

  DeepPathScenario(int seed) {
    sales = new LevelPathScenario(seed);
    Random random = new Random(seed * 13L + 5);
    Map<String, String> options = new HashMap<>();
    options.put("deep.enabled", "true");
    options.put("deep.models", "/nowhere");
    options.put("deep.tolerance", "0");
    options.put("deep.window", "" + WINDOW);
    options.put("deep.chunk", "" + (1 + random.nextInt(4)));
    options.put("deep.trial-origins", "" + List.of(2, 2, 3, 0).get(random.nextInt(4)));
    options.put("deep.trial-horizons", "" + (1 + random.nextInt(3)));
    options.put("deep.trial-every", "" + (1 + random.nextInt(2)));
    options.put("forecast.publish", "combined,deep,combined-unreconciled");
    options.put("linear.enabled", "false");
    options.put("linear.by-category", "");
    settings = sales.settings.with(options);
    script(random);
  }

  private void script(Random random) {
    int period = 19_802 - 1;
    List<String> live = new ArrayList<>();
    int number = 0;
    while (period < 19_860 && number < 30) {
      number++;
      boolean withdraws = live.size() > 2 && random.nextInt(2) == 0 || live.size() == 4;
      String version = withdraws ? live.remove(random.nextInt(live.size())) : name(random, number);
      if (!withdraws) {
        live.add(version);
      }
      boolean isThereBefore = number == 1 && random.nextBoolean();
      entries.add(
          new Candidate(
              number,
              version,
              "sha",
              !withdraws,
              period,
              isThereBefore ? Candidate.ALWAYS : period + 1,
              isThereBefore ? Candidate.ALWAYS : period - random.nextInt(6),
              withdraws || random.nextBoolean() ? Candidate.ALWAYS : period + random.nextInt(4),
              !withdraws && version.startsWith("broken") ? "its manifest is missing" : ""));
      period += random.nextInt(5);
    }
  }

  private static String name(Random random, int number) {
    String kind =
        List.of(
                "good", "good", "fades", "fades", "fades", "worse", "nan", "refused", "broken",
                "link")
            .get(random.nextInt(10));
    return kind + "-" + number;
  }

  /** Models that are what their names say. */
  static final class Models implements ModelSource {
    private static final long serialVersionUID = 1;

    @Override
    public LoadedModel load(DeepVersion version) throws ModelException {
      if (version.version().startsWith("refused")) {
        throw new ModelException(Alert.Kind.DEEP_REFUSED, "refused on purpose", null);
      }
      if (version.version().startsWith("link")) {
        throw new UnsatisfiedLinkError("missing on purpose");
      }
      return new Model(version.version());
    }
  }

  private record Model(String name) implements LoadedModel {
    @Override
    public List<DeepAnswer> ask(List<DeepRow> rows) {
      List<DeepAnswer> answers = new ArrayList<>();
      for (DeepRow row : rows) {
        boolean isSound = !name.startsWith("nan") || row.seriesKey().hashCode() % 3 != 0;
        answers.add(isSound ? answer(row) : null);
      }
      return answers;
    }

    /** Most days are without sales: what a row last sold, spread as such demand is. */
    private DeepAnswer answer(DeepRow row) {
      double sum = 1e-3 * Math.floorMod(row.seriesKey().hashCode(), 7);
      for (int i = 0; i < WINDOW; i++) {
        sum += row.numbers()[i];
      }
      double mean = factor(row.origin()) * sum / WINDOW;
      double[] means = new double[9];
      double[][] quantiles = new double[SPREAD.length][9];
      for (int h = 0; h < means.length; h++) {
        means[h] = mean * (1 + 0.01 * h);
        for (int l = 0; l < SPREAD.length; l++) {
          quantiles[l][h] = SPREAD[l] * means[h];
        }
      }
      return new DeepAnswer(means, quantiles);
    }

    private double factor(int origin) {
      int number = Integer.parseInt(name.substring(name.indexOf('-') + 1));
      double before = name.startsWith("worse") ? 9 : List.of(0.95, 0.9, 0.9).get(number % 3);
      // From some day on it is a little worse, or much.
      boolean fades = name.startsWith("fades") && origin > FADES;
      return fades ? before * (number % 3 == 0 ? 5 : 1.05) : before;
    }

    @Override
    public void close() {}
  }
}
