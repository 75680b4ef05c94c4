package io.skucast.deep.net;

import io.skucast.core.deep.DeepLayout;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A global network for all series: the past through an {@link Encoder}, then every horizon through
 * the same small decoder, with what is known of the target: calendar, plans, and the same place of
 * the seasons before. It works on demand over the series' own level, so that series of any size
 * teach each other; quantiles are sums of positive steps, so that they never cross.
 */
public final class Network {
  private static final int CALENDAR_OF_PAST = 4;
  private static final int CALENDAR_OF_TARGET = 8;
  private static final int SKU = 8;
  private static final int CATEGORY = 4;
  private static final int LOCATION = 4;
  private static final int LATENT = 16;
  private static final int DECODER = 64;

  /** Channels of the past: logarithm, itself, price, promotion, stock; and the calendar. */
  private static final int PAST = 5 + CALENDAR_OF_PAST;

  private static final int STILL = SKU + CATEGORY + LOCATION + 2 + 2 * DeepLayout.BLOCKS;

  /** Largest demand over its level that counts as it is; above it only its logarithm does. */
  private static final float LARGEST = 10;

  /** Periods of the year's mean that the level counts beside the window's. */
  private static final float OF_YEAR = 28;

  /** Units and periods that the level starts from, so that none is zero. */
  private static final float FEW_UNITS = 0.1f;

  /** What softplus turns into one. */
  private static final double ONE = 0.5413;

  /** What softplus turns into a small step. */
  private static final double SMALL = -1;

  private final NetPlan plan;
  private final DeepLayout layout;
  private final Encoder encoder;

  public Network(NetPlan plan) {
    this.plan = plan;
    this.layout = plan.layout();
    this.encoder = plan.architecture().encoder(plan);
  }

  /**
   * Adds the network to a graph.
   *
   * @param rows those of the inputs, or others in their place
   * @param dropoutSeed two integers; null where nothing is dropped
   */
  public Outputs add(
      Ops tf,
      Parameters parameters,
      Inputs inputs,
      Operand<TFloat32> rows,
      Operand<TInt32> dropoutSeed) {
    Layers layers = new Layers(tf, parameters, plan.dropout(), dropoutSeed, plan.halfPrecision());
    int window = layout.window();
    Operand<TFloat32> units = layers.columns(rows, 0, window);
    Operand<TFloat32> stock = layers.columns(rows, 3 * window, window);
    Operand<TFloat32> blocks = layers.columns(rows, layout.blocksAt(), DeepLayout.BLOCKS);
    Operand<TFloat32> blockKnown = tf.math.ceil(clip(tf, tf.math.add(blocks, one(tf)), 0, 1));
    Operand<TFloat32> level = level(layers, units, stock, blocks, blockKnown);
    Operand<TFloat32> relative = tf.math.div(units, level);

    Operand<TFloat32> past = past(layers, inputs, rows, relative, stock);
    Operand<TFloat32> embedded = embedded(layers, inputs.codes());
    Operand<TFloat32> still =
        layers.join(
            1,
            List.of(
                embedded,
                tf.math.log(level),
                layers.columns(rows, layout.rowSize() - 1, 1),
                tf.math.mul(
                    tf.math.log1p(tf.math.div(tf.math.maximum(blocks, zero(tf)), level)),
                    blockKnown),
                blockKnown));
    Operand<TFloat32> encoded = encoder.encode(layers, past, PAST, still, STILL);
    return decode(layers, inputs, encoded, embedded, relative, level);
  }

  /** Mean units a period, of the window and, less, of the year: {@code [n, 1]}, above zero. */
  private Operand<TFloat32> level(
      Layers layers,
      Operand<TFloat32> units,
      Operand<TFloat32> stock,
      Operand<TFloat32> blocks,
      Operand<TFloat32> blockKnown) {
    Ops tf = layers.tf;
    Operand<TFloat32> periods = layers.total(stock);
    Operand<TFloat32> known = layers.total(blockKnown);
    Operand<TFloat32> ofYear =
        tf.math.div(layers.total(tf.math.mul(blocks, blockKnown)), tf.math.maximum(known, one(tf)));
    Operand<TFloat32> yearPeriods =
        tf.math.mul(tf.math.minimum(known, one(tf)), tf.constant(OF_YEAR));
    Operand<TFloat32> sum =
        tf.math.add(
            tf.math.add(layers.total(units), tf.math.mul(ofYear, yearPeriods)),
            tf.constant(FEW_UNITS));
    return tf.math.div(sum, tf.math.add(tf.math.add(periods, yearPeriods), one(tf)));
  }

  private Operand<TFloat32> past(
      Layers layers,
      Inputs inputs,
      Operand<TFloat32> rows,
      Operand<TFloat32> relative,
      Operand<TFloat32> stock) {
    Ops tf = layers.tf;
    int window = layout.window();
    List<Operand<TFloat32>> channels = new ArrayList<>();
    for (Operand<TFloat32> channel :
        List.<Operand<TFloat32>>of(
            tf.math.log1p(relative),
            tf.math.minimum(relative, tf.constant(LARGEST)),
            layers.columns(rows, window, window),
            layers.columns(rows, 2 * window, window),
            stock)) {
      channels.add(layers.reshape(channel, -1, window, 1));
    }
    channels.add(calendar(layers, inputs, "past/calendar", 0, window, CALENDAR_OF_PAST));
    return layers.join(2, channels);
  }

  /** A part of the calendar in few numbers a period, of every row. */
  private Operand<TFloat32> calendar(
      Layers layers, Inputs inputs, String name, int from, int count, int size) {
    int features = layout.calendar().size();
    Operand<TFloat32> part = layers.middle(inputs.calendar(), from, count);
    Operand<TFloat32> few =
        layers.dense(name, layers.reshape(part, -1, features), features, size, 0);
    return layers.tf.gather(
        layers.reshape(few, -1, count, size), inputs.calendarRow(), layers.tf.constant(0));
  }

  private Operand<TFloat32> embedded(Layers layers, Operand<TInt32> codes) {
    return layers.join(
        1,
        List.of(
            layers.embedding("sku", code(layers, codes, 0), plan.skus(), SKU),
            layers.embedding("category", code(layers, codes, 1), plan.categories(), CATEGORY),
            layers.embedding("location", code(layers, codes, 2), plan.locations(), LOCATION)));
  }

  private static Operand<TInt32> code(Layers layers, Operand<TInt32> codes, int column) {
    Ops tf = layers.tf;
    return tf.reshape(
        tf.slice(codes, tf.constant(new int[] {0, column}), tf.constant(new int[] {-1, 1})),
        tf.constant(new int[] {-1}));
  }

  private Outputs decode(
      Layers layers,
      Inputs inputs,
      Operand<TFloat32> encoded,
      Operand<TFloat32> embedded,
      Operand<TFloat32> relative,
      Operand<TFloat32> level) {
    Ops tf = layers.tf;
    int horizons = layout.horizons();
    int embeddedSize = SKU + CATEGORY + LOCATION;
    List<Operand<TFloat32>> parts = new ArrayList<>();
    parts.add(
        layers.reshape(
            layers.dense("decoder/latent", encoded, plan.hidden(), (long) horizons * LATENT, 0),
            -1,
            horizons,
            LATENT));
    parts.add(
        calendar(layers, inputs, "target/calendar", layout.window(), horizons, CALENDAR_OF_TARGET));
    parts.add(inputs.plan());
    // What the calendar does differs from product to product and from place to place.
    Operand<TFloat32> taste =
        layers.dense("decoder/taste", embedded, embeddedSize, CALENDAR_OF_TARGET, 1);
    Operand<TFloat32> tasted =
        tf.math.mul(parts.get(1), layers.reshape(taste, -1, 1, CALENDAR_OF_TARGET));
    parts.add(tasted);
    int in = LATENT + 2 * CALENDAR_OF_TARGET + DeepLayout.PLANS;
    if (plan.seasons() > 0) {
      parts.add(ofSeasons(layers, relative));
      in += 2;
    }
    Operand<TFloat32> x = layers.reshape(layers.join(2, parts), -1, in);
    Operand<TFloat32> inner = tf.nn.relu(layers.dense("decoder/in", x, in, DECODER, 0));
    int levels = layout.levels().length;
    Operand<TFloat32> raw =
        tf.math.add(
            layers.dense("decoder/out", layers.drop(inner), DECODER, 1 + levels, 0),
            layers.dense("decoder/skip", x, in, 1 + levels, 0));
    Operand<TFloat32> scale = layers.reshape(level, -1, 1, 1);
    Operand<TFloat32> mean =
        tf.math.softplus(tf.math.add(layers.columns(raw, 0, 1), tf.constant((float) ONE)));
    Operand<TFloat32> steps =
        tf.math.softplus(tf.math.add(layers.columns(raw, 1, levels), tf.constant((float) SMALL)));
    Operand<TFloat32> sums = tf.math.cumsum(steps, tf.constant(1), new Cumsum.Options[0]);
    return new Outputs(
        layers.reshape(tf.math.mul(layers.reshape(mean, -1, horizons, 1), scale), -1, horizons),
        tf.math.mul(layers.reshape(sums, -1, horizons, levels), scale));
  }

  /** At each target's place in the season: the last demand and the mean of all in the window. */
  private Operand<TFloat32> ofSeasons(Layers layers, Operand<TFloat32> relative) {
    Ops tf = layers.tf;
    int season = plan.season();
    int seasons = plan.seasons();
    int horizons = layout.horizons();
    Operand<TFloat32> cut =
        tf.math.minimum(
            layers.columns(relative, layout.window() - seasons * season, seasons * season),
            tf.constant(LARGEST));
    Operand<TFloat32> means =
        tf.math.mean(layers.reshape(cut, -1, seasons, season), tf.constant(1));
    Operand<TFloat32> last = layers.columns(cut, (seasons - 1) * season, season);
    int[] places = new int[horizons];
    for (int h = 0; h < horizons; h++) {
      places[h] = h % season;
    }
    Operand<TInt32> at = tf.constant(places);
    return layers.join(
        2,
        List.of(
            layers.reshape(tf.gather(means, at, tf.constant(1)), -1, horizons, 1),
            layers.reshape(tf.gather(last, at, tf.constant(1)), -1, horizons, 1)));
  }

  private static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> x, float least, float most) {
    return tf.math.minimum(tf.math.maximum(x, tf.constant(least)), tf.constant(most));
  }

  private static Operand<TFloat32> one(Ops tf) {
    return tf.constant(1f);
  }

  private static Operand<TFloat32> zero(Ops tf) {
    return tf.constant(0f);
  }
}
