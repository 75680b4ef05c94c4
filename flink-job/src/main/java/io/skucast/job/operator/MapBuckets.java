package io.skucast.job.operator;

import io.skucast.core.demand.DemandWindow;
import io.skucast.core.demand.PeriodBucket;
import io.skucast.core.demand.SignalBucket;
import org.apache.flink.api.common.state.MapState;

/** The map states of the current key, as the pure steps see them. */
record MapBuckets(MapState<Integer, PeriodBucket> sales, MapState<Integer, SignalBucket> signals)
    implements DemandWindow.Buckets {
  @Override
  public PeriodBucket get(int period) throws Exception {
    return sales.get(period);
  }

  @Override
  public void put(int period, PeriodBucket bucket) throws Exception {
    sales.put(period, bucket);
  }

  @Override
  public void remove(int period) throws Exception {
    sales.remove(period);
  }

  @Override
  public SignalBucket signals(int period) throws Exception {
    return signals.get(period);
  }

  @Override
  public void putSignals(int period, SignalBucket bucket) throws Exception {
    signals.put(period, bucket);
  }

  @Override
  public void removeSignals(int period) throws Exception {
    signals.remove(period);
  }
}
