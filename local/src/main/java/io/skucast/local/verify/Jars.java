package io.skucast.local.verify;

import io.skucast.savepoints.practice.EditedJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The releases of the job that a scenario needs: given ones, or made from the sources. */
final class Jars {
  private static final String CLOCK =
      "forecast-core/src/main/java/io/skucast/core/demand/SeriesClock.java";
  private static final String SERIALIZER =
      "flink-job/src/main/java/io/skucast/job/state/SeriesClockSerializer.java";
  private static final String PIPELINE =
      "flink-job/src/main/java/io/skucast/job/SalesForecastPipeline.java";
  private static final String OPERATOR =
      "flink-job/src/main/java/io/skucast/job/operator/OutlookCount.java";

  private final Path repository;
  private final Path folder;

  /**
   * @param repository folder with the sources
   * @param folder for what is made
   */
  Jars(Path repository, Path folder) {
    this.repository = repository;
    this.folder = folder;
  }

  /**
   * @param option that names it
   * @throws IllegalArgumentException if it is not there
   */
  static Path existing(String option, Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          option + " is " + jar + ": allowed is the path of a jar of the job");
    }
    return jar.toAbsolutePath();
  }

  /** A release with a field more in the clock of every series, and a keyed operator with state. */
  Path next(Path jar) throws IOException {
    return release(jar, "").build(folder.resolve("next-job.jar"));
  }

  /** The same, but its new operator fails when it opens. */
  Path failing(Path jar) throws IOException {
    return release(jar, "throw new IllegalStateException(\"made to fail\");")
        .build(folder.resolve("failing-job.jar"));
  }

  private EditedJob release(Path jar, String whenOpened) throws IOException {
    Files.createDirectories(folder);
    return EditedJob.of(repository, jar)
        .edit(
            CLOCK, "public int version = 2;", "public int version = 3;\n\n  public long holds = 7;")
        .edit(CLOCK, "copy.version = version;", "copy.version = version;\n    copy.holds = holds;")
        .edit(CLOCK, "void hold(int period) {", "void hold(int period) {\n    holds++;")
        .edit(SERIALIZER, "out.writeByte(2);", "out.writeByte(3);")
        .edit(SERIALIZER, "version > 2", "version > 3")
        .edit(
            SERIALIZER,
            "writeSigned(clock.first, out);",
            "writeSigned(clock.first, out);\n    writeSigned(clock.holds, out);")
        .edit(
            SERIALIZER,
            "clock.first = (int) readSigned(in);",
            "clock.first = (int) readSigned(in);\n"
                + "    clock.holds = version < 3 ? 7 : readSigned(in);")
        .edit(
            PIPELINE,
            "DataStream<Outlook> outlooks = blended.outlooks();",
            "DataStream<Outlook> outlooks =\n"
                + "        DataStreamUtils.reinterpretAsKeyedStream(\n"
                + "                blended.outlooks(), Outlook::seriesKey, Types.STRING)\n"
                + "            .process(new io.skucast.job.operator.OutlookCount(),"
                + " CompactType.outlooks())\n"
                + "            .uid(\"outlook-count\")\n"
                + "            .name(\"outlook count\");")
        .add(OPERATOR, operator().replace("/* when opened */", whenOpened));
  }

  private static String operator() throws IOException {
    try (var in = Jars.class.getResourceAsStream("OutlookCount.java.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
