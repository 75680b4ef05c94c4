package io.skucast.job.deep;

import io.skucast.core.deep.DeepVersion;
import java.io.Serializable;

/** Where a version of the deep model is loaded from. */
public interface ModelSource extends Serializable {
  /**
   * Loads a version.
   *
   * @throws ModelException where it cannot be served
   */
  LoadedModel load(DeepVersion version) throws ModelException;
}
