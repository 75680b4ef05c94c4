package io.skucast.local.bench;

import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.net.Architecture;
import io.skucast.deep.serve.DeepBatch;
import io.skucast.deep.serve.DeepModel;
import io.skucast.deep.serve.GpuProbe;
import io.skucast.deep.serve.SessionConfig;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rows a second that a deep model forecasts: bare, as it is served, and row by row. */
@Command(
    name = "deep",
    description = {
      "Rows per second of a deep model: in a bare TensorFlow session, fed with tensors that are"
          + " filled already; in the job's operator, in a pipeline of its own with one subtask; as it is"
          + " served, where batches are filled and read, and rows padded to whole blocks; and with"
          + " one row a call.",
      "Without --model, of a network of random weights, which takes as long as a trained one."
    },
    mixinStandardHelpOptions = true)
final class DeepCommand implements Callable<Integer> {
  private static final String LOCATION = "all";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Chunks that series make at each origin; in a job there are more. */
  private static final int CHUNKS_AN_ORIGIN = 4;

  @Option(
      names = "--device",
      defaultValue = SessionConfig.CPU,
      description = "cpu or gpu; default ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--batch",
      defaultValue = "1024",
      description = "Rows a call; default ${DEFAULT-VALUE}.")
  private int batch;

  @Option(names = "--model", description = "Folder of a version, such as models/2026-01-05.")
  private Path model;

  @Option(
      names = "--architecture",
      defaultValue = "lstm",
      description = "Without --model: mlp, lstm or tcn; default ${DEFAULT-VALUE}.")
  private String architecture;

  @Option(
      names = "--hidden",
      defaultValue = "192",
      description = "Without --model: width of the network; default ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--layers",
      defaultValue = "1",
      description = "Without --model: layers of the network; default ${DEFAULT-VALUE}.")
  private int layers;

  @Option(
      names = "--members",
      defaultValue = "3",
      description = "Without --model: networks that are averaged; default ${DEFAULT-VALUE}.")
  private int members;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Threads of an operation; 0: as many as cores; default ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "Seconds of each measurement; default ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--repeats",
      defaultValue = "3",
      description =
          "Measurements of each kind, taking turns, of which the median is shown; default"
              + " ${DEFAULT-VALUE}.")
  private int repeats;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    require(batch >= 1 && batch <= DeepBatch.LARGEST_CAPACITY, "--batch", batch, "1 to 65536");
    require(seconds >= 0.01 && seconds <= 600, "--seconds", seconds, "0.01 to 600");
    require(repeats >= 1 && repeats <= 99, "--repeats", repeats, "1 to 99");
    require(members >= 1 && members <= 32, "--members", members, "1 to 32");
    SessionConfig config = new SessionConfig(device, true, 1, threads, 1);
    if (device.equals(SessionConfig.GPU)) {
      GpuProbe.require("--device is gpu");
    }
    Path root =
        model == null
            ? Files.createTempDirectory("skucast-models-")
            : model.toAbsolutePath().normalize().getParent();
    Settings settings =
        Settings.of(
            Map.of(
                DeepOptions.ENABLED.key(),
                "true",
                DeepOptions.MODELS.key(),
                root.toString(),
                DeepOptions.CHUNK.key(),
                Integer.toString(batch),
                DeepOptions.DEVICE.key(),
                device,
                DeepOptions.MEMORY_FRACTION.key(),
                "1",
                DeepOptions.INTRA_OP_THREADS.key(),
                Integer.toString(threads),
                DeepOptions.TIMEOUT.key(),
                PATIENCE.toString()));
    Artifact artifact =
        model == null
            ? new DeepBenchModel(Architecture.parse(architecture), hidden, layers, members)
                .write(root, settings)
            : Artifact.read(root, String.valueOf(model.getFileName()));
    measure(artifact, config, settings);
    return 0;
  }

  private void measure(Artifact artifact, SessionConfig config, Settings settings)
      throws Exception {
    DeepLayout layout = artifact.manifest().layout();
    require(
        layout.equals(DeepOptions.layout(settings)),
        "--model",
        artifact.manifest().version(),
        "a version of the job's default layout");
    DeepCalendar calendar = new DeepCalendar(settings.targetCalendar(settings.events()));
    int origin = artifact.manifest().trainedThroughPeriod();
    DeepBenchRows all =
        DeepBenchRows.of(layout, origin, CHUNKS_AN_ORIGIN * batch, DeepBenchModel.SKUS);
    DeepBenchRows rows = all.first(batch);
    DeepBenchRows one = all.first(1);
    DeepOperatorRun operator = new DeepOperatorRun(settings, artifact, all);
    DeepTable table = new DeepTable(spec.commandLine().getErr());
    try (RawSession bare = new RawSession(artifact, config, rows, calendar, LOCATION, batch);
        RawSession single = new RawSession(artifact, config, rows, calendar, LOCATION, 1);
        DeepModel served = DeepModel.open(artifact, config);
        DeepBatch filled = new DeepBatch(layout, batch);
        DeepBatch lone = new DeepBatch(layout, 1)) {
      for (int i = 0; i < repeats; i++) {
        DeepSpeed raw = DeepSpeed.of(bare::run, batch, seconds);
        table.add(DeepTable.BARE, raw);
        table.add(DeepTable.OPERATOR, operator.measure(outlooks(raw), batch));
        table.add(
            DeepTable.SERVED,
            DeepSpeed.of(() -> serve(served, filled, rows, calendar), batch, seconds));
        table.add(DeepTable.BARE_ONE, DeepSpeed.of(single::run, 1, seconds));
        table.add(
            DeepTable.SERVED_ONE,
            DeepSpeed.of(() -> serve(served, lone, one, calendar), 1, seconds));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s, %,d bytes, on %s with %d threads an operation, batches of %,d, median of %d"
            + " measurements%n%n",
        artifact.manifest().architecture(),
        artifact.savedModel().length,
        device,
        threads,
        batch,
        repeats);
    table.print(out);
  }

  /** As many as take about the seconds that are asked for, in whole origins, two at least. */
  private long outlooks(DeepSpeed raw) {
    long ofOrigin = (long) CHUNKS_AN_ORIGIN * batch;
    return ofOrigin * Math.max(2, Math.round(1.2 * seconds * raw.rowsPerSecond() / ofOrigin));
  }

  private static void serve(
      DeepModel model, DeepBatch batch, DeepBenchRows rows, DeepCalendar calendar)
      throws Exception {
    batch.clear();
    int day = batch.calendar(rows.origin(), LOCATION, calendar);
    for (int i = 0; i < rows.rows().length; i++) {
      batch.add(rows.rows()[i], rows.codes()[i], day, null);
    }
    model.run(batch, PATIENCE);
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isSound(i)) {
        throw new IllegalStateException("forecast of row " + i + " is not sound");
      }
    }
  }

  private static void require(boolean allowed, String name, Object value, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is " + what);
    }
  }
}
