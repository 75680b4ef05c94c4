package io.skucast.core.smooth;

/** The last demand: the forecast that every other has to beat. State: a POJO of primitives. */
public class Naive implements Smoother {
  public int version = 1;

  /** Units. */
  public double last;

  public long count;

  @Override
  public void update(double demand) {
    last = Domain.demand(demand);
    count++;
  }

  @Override
  public double mean(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return last;
  }

  /** √h: class 1 with c_j = 1, the random walk (Hyndman et al. 2008, section 6.3). */
  @Override
  public double errorGrowth(int horizon) {
    return Math.sqrt(Domain.atLeastOne("horizon", horizon));
  }

  @Override
  public long observations() {
    return count;
  }

  @Override
  public Naive copy() {
    Naive copy = new Naive();
    copy.version = version;
    copy.last = last;
    copy.count = count;
    return copy;
  }
}
