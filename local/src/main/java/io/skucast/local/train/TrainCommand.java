package io.skucast.local.train;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.deep.serve.GpuProbe;
import io.skucast.deep.train.Trained;
import io.skucast.deep.train.Trainer;
import io.skucast.deep.train.TrainerOptions;
import io.skucast.deep.train.TrainingDivergedException;
import io.skucast.deep.train.TrainingSet;
import io.skucast.deep.train.TrainingWatcher;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.local.SettingsArguments;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Trains networks on sales and adds them to a store of models as a version. */
@Command(
    name = "train",
    description = {
      "Trains networks on past sales and adds them to a folder of models as a new version, which"
          + " serves once it is published: skucast models publish.",
      "What is forecast is that of the job: forecast.horizons, forecast.levels and the options"
          + " calendar.* have to be as they are there; they are written --key=value.",
      "Ctrl-C writes a checkpoint, and the same command goes on from it to the same model. Scalars"
          + " of the training are in OUT/.training/VERSION/events for TensorBoard."
    },
    defaultValueProvider = TrainerArguments.Defaults.class)
public final class TrainCommand implements Callable<Integer> {
  /** As a shell says of what Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private static final int LARGEST_WINDOW = 3660;

  @Mixin private SalesArguments input;

  @Option(
      names = "--window",
      defaultValue = "56",
      description = "Periods that a forecast looks back; default ${DEFAULT-VALUE}.")
  private int window;

  @Option(
      names = "--out",
      defaultValue = "models",
      description = "Folder of the models; default ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--variants",
      split = ",",
      description =
          "Smaller models to write beside the version, under its name and theirs, each with its own"
              + " loss: float16, int8, pruned. Default: none.")
  private List<String> variants = new ArrayList<>();

  @Option(
      names = "--version",
      description = "Name of the version; default: of architecture, dates and seed.")
  private String version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this and exits.")
  private boolean help;

  @Mixin private TrainerArguments trainer;

  @Mixin private SettingsArguments arguments;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (window < 2 || window > LARGEST_WINDOW) {
      throw new IllegalArgumentException(
          "--window is " + window + ": allowed is 2 to " + LARGEST_WINDOW);
    }
    Settings settings = arguments.settings(rest, Map.of());
    TrainerOptions options = trainer.options(settings.get(Options.PERIOD).season());
    if (options.gpu()) {
      GpuProbe.require("--gpu is given");
    }
    List<Variant> smaller = variants.stream().map(Variant::parse).distinct().toList();
    if (version != null) {
      VersionWriter.requireFree(out, version);
    }
    PrintWriter err = spec.commandLine().getErr();
    ReadSales read = input.read(settings, err);
    TrainingSales sales = new TrainingSales(settings, read, window, options.validationOrigins());
    if (version == null) {
      version = name(options, sales);
      VersionWriter.requireFree(out, version);
    }
    smaller.forEach(variant -> VersionWriter.requireFree(out, nameOf(variant)));
    Path work = out.resolve(".training").resolve(version);
    TrainingSet set = sales.set(input.withEvents(settings, work, err));
    say(
        err,
        "%,d sales of %,d series, of them %,d repeats; %,d records rejected; %s to %s%n",
        read.histories().sales(),
        set.series().size(),
        read.histories().repeats(),
        read.rejected(),
        sales.from(),
        sales.through());
    return train(set, options, smaller, work, sales, settings.get(Options.PERIOD));
  }

  @SuppressWarnings("try") // The interruption is there to happen, not to be called.
  private int train(
      TrainingSet set,
      TrainerOptions options,
      List<Variant> smaller,
      Path work,
      TrainingSales sales,
      PeriodUnit unit)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Files.createDirectories(work);
    try (TrainingProgress progress = new TrainingProgress(err, work.resolve("events"));
        Interruption interruption = new Interruption(progress::requestStop)) {
      Trainer training = new Trainer(set, options, work.resolve("checkpoint"), progress);
      Trained trained = training.train();
      progress.close();
      if (!trained.complete()) {
        sayStopped(progress.last(), work, sales.lastDate());
        return INTERRUPTED;
      }
      write(
          version, Variant.FLOAT32, trained.validation(), trained, set, options, work, sales, unit);
      Map<Variant, Map<String, Map<String, Double>>> ofSmaller = new LinkedHashMap<>();
      for (Variant variant : smaller) {
        Map<String, Map<String, Double>> validation =
            training.validate(variant.of(trained.members()));
        ofSmaller.put(variant, validation);
        write(nameOf(variant), variant, validation, trained, set, options, work, sales, unit);
      }
      VersionWriter.clear(work.resolve("checkpoint"));
      print(trained);
      ofSmaller.forEach((variant, validation) -> print(variant, trained, validation));
      return ExitCode.OK;
    } catch (TrainingDivergedException e) {
      say(err, "skucast: %s%n", e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private void write(
      String name,
      Variant variant,
      Map<String, Map<String, Double>> validation,
      Trained trained,
      TrainingSet set,
      TrainerOptions options,
      Path work,
      TrainingSales sales,
      PeriodUnit unit)
      throws IOException {
    new VersionWriter(out, name)
        .write(
            work.resolve("draft"),
            set,
            trained,
            variant,
            validation,
            options,
            unit,
            sales.from(),
            sales.through(),
            spec.root().version()[0]);
  }

  private String nameOf(Variant variant) {
    return version + "-" + variant.code();
  }

  private void print(
      Variant variant, Trained trained, Map<String, Map<String, Double>> validation) {
    PrintWriter text = spec.commandLine().getOut();
    text.printf(
        Locale.ROOT,
        "%s: RMSSE %+.2f %%, scaled pinball loss %+.2f %%, of what it was%n",
        nameOf(variant),
        100 * (ofSeries(validation, "rmsse") / ofSeries(trained.validation(), "rmsse") - 1),
        100
            * (ofSeries(validation, "scaledPinball")
                    / ofSeries(trained.validation(), "scaledPinball")
                - 1));
    text.flush();
  }

  private static double ofSeries(Map<String, Map<String, Double>> validation, String metric) {
    return validation.get("series").get(metric);
  }

  private String name(TrainerOptions options, TrainingSales sales) {
    return "%s-%s-%s-s%d"
        .formatted(
            options.architecture().code(),
            compact(sales.from()),
            compact(sales.through()),
            options.seed());
  }

  private static String compact(String label) {
    return label.substring(0, 10).replace("-", "");
  }

  private void sayStopped(TrainingWatcher.Progress last, Path work, LocalDate through) {
    say(
        spec.commandLine().getErr(),
        "stopped in member %d of %d after step %,d of %,d; the checkpoint is in %s: the same command"
            + " with --version=%s%s goes on from there%n",
        last.member() + 1,
        last.members(),
        last.step(),
        last.steps(),
        work.resolve("checkpoint"),
        version,
        input.mayGrow() ? " and --until=" + through : "");
  }

  private void print(Trained trained) {
    PrintWriter text = spec.commandLine().getOut();
    text.printf(
        Locale.ROOT,
        "trained on %,d rows of %,d series; validation loss of the members: %s%n%n%s%n%s%n",
        trained.rows(),
        trained.series(),
        String.join(
            ", ",
            trained.losses().stream().map(l -> String.format(Locale.ROOT, "%.4f", l)).toList()),
        ValidationTable.markdown(trained.validation()),
        ValidationTable.importance(trained));
    text.printf("%s%n", out.resolve(version).toAbsolutePath());
    text.printf("next: skucast models publish %s --models=%s%n", version, out);
    text.flush();
  }

  private static void say(PrintWriter to, String layout, Object... values) {
    to.printf(Locale.ROOT, layout, values);
    to.flush();
  }
}
