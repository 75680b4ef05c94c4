package io.skucast.job.deep;

import io.skucast.core.deep.DeepVersion;
import io.skucast.core.feature.EventCalendar;
import io.skucast.job.config.Settings;

/** Models of the folder that the settings name. Knows TensorFlow by name alone. */
public final class TensorFlowSource implements ModelSource {
  private static final long serialVersionUID = 1;

  private final Settings settings;
  private final EventCalendar events;

  /**
   * @param events known ahead
   */
  public TensorFlowSource(Settings settings, EventCalendar events) {
    this.settings = settings;
    this.events = events;
  }

  @Override
  public LoadedModel load(DeepVersion version) throws ModelException {
    return TensorFlowModel.load(version, settings, events);
  }
}
