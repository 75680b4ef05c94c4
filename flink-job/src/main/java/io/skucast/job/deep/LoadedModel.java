package io.skucast.job.deep;

import io.skucast.core.deep.DeepAnswer;
import java.util.List;

/** One version of the deep model, ready to be asked by one thread. */
public interface LoadedModel extends AutoCloseable {
  /**
   * Asks the model.
   *
   * @param rows at most as many as a chunk has
   * @return an answer a row, in their order; null where it is not finite, negative or does not
   *     ascend by level
   */
  List<DeepAnswer> ask(List<DeepRow> rows) throws ModelException;

  /** Gives back what it holds. */
  @Override
  void close();
}
