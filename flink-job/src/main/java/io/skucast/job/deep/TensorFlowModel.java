package io.skucast.job.deep;

import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.sale.Series;
import io.skucast.core.score.Alert;
import io.skucast.deep.artifact.Vocabulary;
import io.skucast.deep.serve.DeepBatch;
import io.skucast.deep.serve.DeepModels;
import io.skucast.deep.serve.Lease;
import io.skucast.deep.serve.ModelFailedException;
import io.skucast.deep.serve.ModelRefusedException;
import io.skucast.deep.serve.SessionConfig;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A version in a session of TensorFlow, which it shares with all of this process that ask the same
 * version. Loading this class loads TensorFlow and its native library: whoever loads a model must
 * expect a {@link LinkageError}.
 */
final class TensorFlowModel implements LoadedModel {
  private final Lease lease;
  private final DeepBatch batch;
  private final DeepCalendar calendar;
  private final Duration timeout;
  private final int[] codes = new int[DeepLayout.CODES];

  private TensorFlowModel(Lease lease, Settings settings, EventCalendar events) {
    this.lease = lease;
    this.batch = new DeepBatch(lease.model().layout(), settings.get(DeepOptions.CHUNK));
    this.calendar = new DeepCalendar(settings.targetCalendar(events));
    this.timeout = settings.get(DeepOptions.TIMEOUT);
  }

  static LoadedModel load(DeepVersion version, Settings settings, EventCalendar events)
      throws ModelException {
    SessionConfig session =
        new SessionConfig(
            settings.get(DeepOptions.DEVICE),
            settings.get(DeepOptions.MEMORY_GROWTH),
            settings.get(DeepOptions.MEMORY_FRACTION),
            settings.get(DeepOptions.INTRA_OP_THREADS),
            settings.get(DeepOptions.INTER_OP_THREADS));
    Lease lease;
    try {
      lease =
          DeepModels.acquire(
              Path.of(settings.get(DeepOptions.MODELS)),
              version.version(),
              version.sha256(),
              session);
    } catch (ModelRefusedException refused) {
      throw new ModelException(Alert.Kind.DEEP_REFUSED, refused.getMessage(), refused);
    }
    String mismatch = ModelFit.mismatch(lease.model().manifest(), settings);
    if (!mismatch.isEmpty()) {
      lease.close();
      throw new ModelException(Alert.Kind.DEEP_REFUSED, mismatch, null);
    }
    return new TensorFlowModel(lease, settings, events);
  }

  @Override
  public List<DeepAnswer> ask(List<DeepRow> rows) throws ModelException {
    batch.clear();
    Vocabulary vocabulary = lease.model().vocabulary();
    for (DeepRow row : rows) {
      Series series = Series.ofKey(row.seriesKey());
      codes[0] = vocabulary.sku(series.sku());
      codes[1] = vocabulary.category(row.category());
      codes[2] = vocabulary.location(series.location());
      batch.add(
          row.numbers(), codes, batch.calendar(row.origin(), series.location(), calendar), null);
    }
    try {
      lease.model().run(batch, timeout);
    } catch (ModelFailedException failed) {
      throw new ModelException(
          failed.timedOut() ? Alert.Kind.DEEP_TIMED_OUT : Alert.Kind.DEEP_FAILED,
          failed.getMessage(),
          failed);
    }
    List<DeepAnswer> answers = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      answers.add(batch.isSound(i) ? answer(i) : null);
    }
    return answers;
  }

  private DeepAnswer answer(int row) {
    DeepLayout layout = batch.layout();
    double[] mean = new double[layout.horizons()];
    double[][] quantiles = new double[layout.levels().length][layout.horizons()];
    for (int h = 0; h < mean.length; h++) {
      mean[h] = batch.mean(row, h);
      for (int l = 0; l < quantiles.length; l++) {
        quantiles[l][h] = batch.quantile(row, h, l);
      }
    }
    return new DeepAnswer(mean, quantiles);
  }

  @Override
  public void close() {
    batch.close();
    lease.close();
  }
}
