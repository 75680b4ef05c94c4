package io.skucast.job.ml;

import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import java.io.Serializable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.types.Row;

/**
 * From rows of a table to lessons.
 *
 * @param model kind of {@link ModelGroup}
 * @param isBinary whether labels are 0 or 1
 */
record LessonReader(
    String model,
    boolean isBinary,
    int featuresSize,
    RowColumn features,
    RowColumn label,
    RowColumn weight,
    RowColumn group,
    RowColumn period,
    RowColumn id)
    implements Serializable {

  /**
   * @param weightCol name of the column of weights; null if there is none
   */
  static LessonReader of(
      ResolvedSchema schema,
      OnlineEstimatorParams<?> params,
      String weightCol,
      String model,
      boolean isBinary) {
    return new LessonReader(
        model,
        isBinary,
        params.getFeaturesSize(),
        RowColumn.of(schema, "featuresCol", params.getFeaturesCol()),
        RowColumn.of(schema, "labelCol", params.getLabelCol()),
        RowColumn.of(schema, "weightCol", weightCol),
        RowColumn.of(schema, "groupCol", params.getGroupCol()),
        RowColumn.of(schema, "periodCol", params.getPeriodCol()),
        RowColumn.of(schema, "idCol", params.getIdCol()));
  }

  Lesson read(Row row) throws BadRow {
    double[] x = features.features(row, featuresSize);
    double y = label.number(row, isBinary ? "0 or 1" : "a finite number");
    if (isBinary && y != 0 && y != 1) {
      throw new BadRow(label.name(), y, "0 or 1");
    }
    double w = weight.isAbsent() ? 1 : weight.number(row, "a number above 0");
    if (!(w > 0)) {
      throw new BadRow(weight.name(), w, "a number above 0");
    }
    String category = group.isAbsent() ? ServedModel.ALL : group.group(row);
    long hash = hash(0, category);
    hash = id.isAbsent() ? hash(hash, x, y) : hash(hash, id.id(row));
    int when = period.isAbsent() ? part(hash) : period.period(row);
    return new Lesson(new ModelGroup(model, category, 1, 1), when, x, y, w, mix(hash, when));
  }

  private static int part(long hash) {
    return (int) Math.floorMod(mix(hash, 0), (long) TrainingRules.PARTS);
  }

  private static long hash(long start, String text) {
    long hash = mix(start, text.length());
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash, text.charAt(i));
    }
    return hash;
  }

  private static long hash(long start, double[] x, double y) {
    long hash = mix(start, Double.doubleToLongBits(y));
    for (double feature : x) {
      hash = mix(hash, Double.doubleToLongBits(feature));
    }
    return hash;
  }

  /** A step of SplitMix64 (Steele, Lea and Flood 2014), with a number taken in. */
  private static long mix(long hash, long number) {
    long mixed = (hash ^ number) + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
