package io.skucast.job.deep;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Manifest;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.util.Arrays;

/** Whether a model was trained on what this run would ask it. */
final class ModelFit {
  private ModelFit() {}

  /** What keeps a model from being asked, and what to do; empty where nothing does. */
  static String mismatch(Manifest manifest, Settings settings) {
    DeepLayout own = DeepOptions.layout(settings);
    DeepLayout its = manifest.layout();
    String what = null;
    if (manifest.layoutVersion() != DeepLayout.VERSION) {
      what =
          "layout version " + manifest.layoutVersion() + ", this code's is " + DeepLayout.VERSION;
    } else if (manifest.period() != settings.get(Options.PERIOD)) {
      what =
          "periods of a " + manifest.period() + ", this run's is a " + settings.get(Options.PERIOD);
    } else if (its.window() != own.window()) {
      what = "a window of " + its.window() + " periods, deep.window is " + own.window();
    } else if (!Arrays.equals(its.levels(), own.levels())) {
      what =
          "the levels "
              + Arrays.toString(its.levels())
              + ", forecast.levels are "
              + Arrays.toString(own.levels());
    } else if (!its.calendar().equals(own.calendar())) {
      what = "the calendar features " + its.calendar() + ", this run's are " + own.calendar();
    }
    return what == null
        ? ""
        : "version '"
            + manifest.version()
            + "' was trained on "
            + what
            + "; train it on this run's";
  }
}
