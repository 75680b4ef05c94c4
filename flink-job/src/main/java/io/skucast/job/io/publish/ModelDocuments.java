package io.skucast.job.io.publish;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import java.io.IOException;
import java.util.List;

/**
 * Versions of models as JSON documents, numbers in full: who has the features of a target can
 * calculate what was said of it. The id is the group and the origin that the version is effective
 * from; the highest version of an id stays.
 */
final class ModelDocuments {
  private final Addresses addresses;
  private final BusinessCalendar calendar;
  private final List<String> features;

  /**
   * @param calendar that of the job: a model is of all locations
   * @param features names in the order of coefficients
   */
  ModelDocuments(Addresses addresses, BusinessCalendar calendar, List<String> features) {
    this.addresses = addresses;
    this.calendar = calendar;
    this.features = features;
  }

  /**
   * @throws IllegalArgumentException if the version has another number of features
   */
  Published model(ModelVersion v) throws IOException {
    int count = v.model().coefficients().length;
    if (count != features.size()) {
      throw new IllegalArgumentException(
          v.group().key() + " has " + count + " features, allowed is " + features.size());
    }
    ModelGroup group = v.group();
    String origin = calendar.label(v.effectiveOrigin());
    byte[] json =
        JsonObject.of(
            j ->
                j.text("model", group.model())
                    .text("category", group.category())
                    .integer("first_horizon", group.firstHorizon())
                    .integer("last_horizon", group.lastHorizon())
                    .integer("version", v.version())
                    .text("effective_origin", origin)
                    .text("trained_through", calendar.label(v.trainedThrough()))
                    .integer("samples", v.samples())
                    .exact("loss", v.loss())
                    .exact("naive_loss", v.naiveLoss())
                    .exact("ridge", v.ridge())
                    .exact("condition", v.condition())
                    .exact("mix", v.mix())
                    .exact("residual_variance", v.residualVariance())
                    .text("layout", v.layout())
                    .exact("intercept", v.model().intercept())
                    .items("features", items -> features(items, v)));
    return addresses.published(
        OutputTopic.MODELS,
        group.key(),
        group.key(),
        addresses.index(OutputTopic.MODELS),
        group.key() + '|' + origin,
        v.version(),
        json);
  }

  private void features(JsonObject items, ModelVersion v) throws IOException {
    for (int i = 0; i < features.size(); i++) {
      int at = i;
      items.item(
          j ->
              j.text("name", features.get(at))
                  .exact("coefficient", v.model().coefficients()[at])
                  .exact("mean", v.means()[at]));
    }
  }
}
