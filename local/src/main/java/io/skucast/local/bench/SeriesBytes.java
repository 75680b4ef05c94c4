package io.skucast.local.bench;

/**
 * Bytes of the values that a series keeps in state, without keys, after a year of days with the
 * job's default options; and of those that its last period wrote.
 *
 * @param demand forecasters, what was learned of them, and the open observations
 * @param history units of the past year
 * @param ledger running scores, and forecasts of the next period
 * @param pages forecasts that wait for later targets
 * @param lessons what was known at origins that the linear model will be taught from
 * @param clock how far its observations have come
 * @param written of all these, what the last period's update wrote
 */
record SeriesBytes(
    int demand, int history, int ledger, int pages, int lessons, int clock, int written) {
  static final int DAYS = 364;

  static final int FIRST_DAY = 19_700;

  int total() {
    return demand + history + ledger + pages + lessons + clock;
  }

  /** Takes a series through the same steps as the job's operators do. */
  static SeriesBytes of(DemandKind kind) throws Exception {
    SeriesRun run = new SeriesRun();
    long[] unitsMilli = kind.unitsMilli(DAYS);
    for (int day = 0; day < DAYS; day++) {
      run.observe(FIRST_DAY + day, unitsMilli[day]);
    }
    return run.bytes();
  }
}
