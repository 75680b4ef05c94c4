package io.skucast.savepoints.practice;

/** Releases to practise upgrades on: some that go on from this one's savepoints, and some not. */
public final class Releases {
  /** uid of the operator that {@link #addedOperator} adds. */
  public static final String ADDED_UID = "trend-counts";

  private static final String JOB = "flink-job/src/main/java/io/skucast/job/";
  private static final String CORE = "forecast-core/src/main/java/io/skucast/core/";
  private static final String STATE = JOB + "state/";

  private Releases() {}

  /** The next release: a state field and a keyed operator more, and the same results. */
  public static EditedJob next(EditedJob job) {
    return addedOperator(addedField(job));
  }

  /** The next release, but its added operator fails when it is opened. */
  public static EditedJob failing(EditedJob job) {
    return next(job)
        .edit(
            JOB + "operator/TrendCounts.java",
            "counts =",
            "if (true) {\n"
                + "      throw new IllegalStateException(\"fails as planned\");\n"
                + "    }\n"
                + "    counts =");
  }

  /** A field more in the clock of a series, whose format grows by a version. */
  public static EditedJob addedField(EditedJob job) {
    String clock = CORE + "demand/SeriesClock.java";
    String serializer = STATE + "SeriesClockSerializer.java";
    return job.edit(
            clock, "public int version = 2;", "public int version = 3;\n  public int marks = 7;")
        .edit(clock, "copy.version = version;", "copy.version = version;\n    copy.marks = marks;")
        .edit(serializer, "return 2;", "return 3;")
        .edit(serializer, "version > 2", "version > 3")
        .edit(
            serializer,
            "out.writeBoolean(stockIsKnown);",
            "writeVar(clock.marks, out);\n    out.writeBoolean(stockIsKnown);")
        .edit(
            serializer,
            "if (in.readBoolean()) {",
            "if (version > 2) {\n"
                + "      clock.marks = (int) readVar(in);\n"
                + "    }\n"
                + "    if (in.readBoolean()) {");
  }

  /** An operator with keyed state more, which lets all trends through as they are. */
  public static EditedJob addedOperator(EditedJob job) {
    String pipeline = JOB + "SalesForecastPipeline.java";
    return job.add(JOB + "operator/TrendCounts.java", TREND_COUNTS)
        .edit(
            pipeline,
            "            trends,\n            combined.union(",
            """
            trends
                .keyBy(trend -> trend.sku() + "|" + trend.location(), Types.STRING)
                .process(new io.skucast.job.operator.TrendCounts())
                .returns(Trend.class)
                .uid("trend-counts")
                .name("trend counts"),
            combined.union(""")
        .edit(
            STATE + "StateCatalogue.java",
            "new StateEntry(Uids.SCORE_ROLL_UP, MAP, States.openScoreSums()));",
            """
            new StateEntry(Uids.SCORE_ROLL_UP, MAP, States.openScoreSums()),
                      new StateEntry(
                          "trend-counts", VALUE, io.skucast.job.operator.TrendCounts.state()));""");
  }

  /** A number more among those that every forecaster of a series and a level keeps. */
  public static EditedJob changedForecaster(EditedJob job) {
    String bank = STATE + "BankSerializer.java";
    String series = STATE + "SeriesDemandSerializer.java";
    String levels = STATE + "LevelNodeSerializer.java";
    String smoother = CORE + "smooth/SimpleExponentialSmoothing.java";
    return job.edit(smoother, "public long count;", "public long count;\n  public double largest;")
        .edit(smoother, "    count++;", "    count++;\n    largest = Math.max(largest, demand);")
        .edit(smoother, "copy.count = count;", "copy.count = count;\n    copy.largest = largest;")
        .edit(
            bank,
            "writeDouble(bank.lot, out);",
            "writeDouble(bank.lot, out);\n    writeDouble(bank.sesSlow.largest, out);")
        .edit(bank, "read(DataInputView in) throws", "read(DataInputView in, boolean old) throws")
        .edit(
            bank,
            "bank.lot = readDouble(in);",
            "bank.lot = readDouble(in);\n    bank.sesSlow.largest = old ? 0 : readDouble(in);")
        .edit(series, "return 4;", "return 5;")
        .edit(series, "version > 4", "version > 5")
        .edit(series, "BankSerializer.read(in)", "BankSerializer.read(in, version < 5)")
        .edit(levels, "return 1;", "return 2;")
        .edit(levels, "version != 1", "version > 2")
        .edit(levels, "BankSerializer.read(in)", "BankSerializer.read(in, version < 2)");
  }

  /** Refused: a component of a record is gone, and the version of its format stayed. */
  public static EditedJob removedComponent(EditedJob job) {
    return job.edit(CORE + "learn/ModelVersion.java", "    double condition,\n", "")
        .edit(
            CORE + "learn/ModelVersion.java",
            "String layout) {}",
            """
String layout) {
  public ModelVersion(
      ModelGroup group,
      long version,
      int effectiveOrigin,
      int trainedThrough,
      long samples,
      double loss,
      double naiveLoss,
      double ridge,
      double condition,
      LinearModel model,
      double[] means,
      double residualVariance,
      double meanWeight,
      double mix,
      String layout) {
    this(
        group, version, effectiveOrigin, trainedThrough, samples, loss, naiveLoss, ridge,
        model, means, residualVariance, meanWeight, mix, layout);
  }

  public double condition() {
    return Double.NaN;
  }
}""");
  }

  /** Refused: a field of a POJO has another name, which Flink takes for a new and a lost one. */
  public static EditedJob renamedField(EditedJob job) {
    String learner = CORE + "learn/GroupLearner.java";
    return job.edit(learner, "public long refusals;", "public long declined;")
        .edit(learner, "refusals++;", "declined++;")
        .edit(learner, "copy.refusals = refusals;", "copy.declined = declined;")
        .edit(JOB + "learn/TrainingMetrics.java", "learner.refusals", "learner.declined");
  }

  /** Refused: the levels have another uid. */
  public static EditedJob changedUid(EditedJob job) {
    return job.edit(STATE + "Uids.java", "LEVELS = \"levels\"", "LEVELS = \"tiers\"");
  }

  /** Refused: keys are dealt out to another number of groups. */
  public static EditedJob otherMaxParallelism(EditedJob job) {
    return job.edit(JOB + "config/Options.java", "\"128\"", "\"256\"");
  }

  private static final String TREND_COUNTS =
      """
      package io.skucast.job.operator;

      import io.skucast.core.forecast.Trend;
      import org.apache.flink.api.common.functions.OpenContext;
      import org.apache.flink.api.common.state.ValueState;
      import org.apache.flink.api.common.state.ValueStateDescriptor;
      import org.apache.flink.api.common.typeinfo.Types;
      import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
      import org.apache.flink.util.Collector;

      /** Counts the trends of a series. */
      public class TrendCounts extends KeyedProcessFunction<String, Trend, Trend> {
        private transient ValueState<Long> counts;

        public static ValueStateDescriptor<Long> state() {
          return new ValueStateDescriptor<>("trend-count", Types.LONG);
        }

        @Override
        public void open(OpenContext context) {
          counts = getRuntimeContext().getState(state());
        }

        @Override
        public void processElement(Trend trend, Context context, Collector<Trend> out)
            throws Exception {
          Long before = counts.value();
          counts.update(before == null ? 1 : before + 1);
          out.collect(trend);
        }
      }
      """;
}
