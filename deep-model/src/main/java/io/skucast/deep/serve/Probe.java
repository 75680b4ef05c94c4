package io.skucast.deep.serve;

import io.skucast.core.deep.DeepLayout;
import java.time.Duration;

/** Runs of a model that was just loaded, on made-up rows, before it serves any. */
final class Probe {
  /** The first run also sets up memory and, on a GPU, compiles kernels. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** Units a period of the rows, from a series that does not sell to a large one. */
  private static final float[] UNITS = {0, 0.1f, 1, 10, 100};

  private Probe() {}

  /** Throws where the model gives no sound forecasts, and measures where rows may stand. */
  static void require(DeepModel model) throws ModelRefusedException {
    DeepLayout layout = model.layout();
    String version = model.manifest().version();
    try (DeepBatch batch = new DeepBatch(layout, UNITS.length)) {
      int calendar = batch.blankCalendar();
      for (int i = 0; i < UNITS.length; i++) {
        int known = i % 2;
        int[] codes = {
          Math.min(known, model.vocabulary().skus().size()),
          Math.min(known, model.vocabulary().categories().size()),
          Math.min(known, model.vocabulary().locations().size())
        };
        batch.add(row(layout, UNITS[i]), codes, calendar, null);
      }
      model.run(batch, TIMEOUT);
      for (int i = 0; i < batch.size(); i++) {
        if (!batch.isSound(i)) {
          throw new ModelRefusedException(
              version,
              "for a series of "
                  + UNITS[i]
                  + " units a period it forecasts numbers that are not finite, negative or do not"
                  + " ascend with the level; train it again",
              null);
        }
      }
      model.measurePlaces(TIMEOUT);
    } catch (ModelFailedException failed) {
      throw new ModelRefusedException(
          version, "a probe failed (" + failed.getMessage() + "); export it again", failed);
    }
  }

  /** A series of a year and more that sells every other period, at one price, in stock. */
  private static float[] row(DeepLayout layout, float units) {
    float[] row = new float[layout.rowSize()];
    for (int i = 0; i < layout.window(); i++) {
      row[i] = 2 * units * (i % 2);
      row[3 * layout.window() + i] = 1;
    }
    for (int b = 0; b < DeepLayout.BLOCKS; b++) {
      row[layout.blocksAt() + b] = units;
    }
    row[layout.ageAt()] = (float) StrictMath.log1p(DeepLayout.BLOCKS * DeepLayout.BLOCK_LENGTH);
    return row;
  }
}
