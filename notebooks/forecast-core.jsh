// Forecasting in plain Java: the mathematics of forecast-core without Flink, step by step.
//
//   skucast notebook --script          runs it on the results that notebooks read
//   jshell --class-path forecast-core/target/classes notebooks/forecast-core.jsh
//
// SKUCAST_RESULTS names the folder that `skucast forecast --out` wrote.

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.clean.DemandProfile;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.sale.Series;
import io.skucast.core.smooth.HoltWinters;

Path results = Path.of(System.getenv("SKUCAST_RESULTS"));

// 1. What the series did: units a day, as the job saw them. The one that sold most is taken.
List<String[]> rows = new ArrayList<>();
for (String line : Files.readAllLines(results.resolve("trends.csv")).stream().skip(1).toList()) {
  rows.add(line.split(",", -1));
}
Map<String, Double> sold = new TreeMap<>();
for (String[] row : rows) {
  sold.merge(row[0] + "," + row[1], Double.parseDouble(row[4]), Double::sum);
}
String name = Collections.max(sold.entrySet(), Map.Entry.comparingByValue()).getKey();
List<String[]> days = rows.stream().filter(row -> (row[0] + "," + row[1]).equals(name)).toList();
double[] units = days.stream().mapToDouble(row -> Double.parseDouble(row[4])).toArray();
System.out.printf(Locale.ROOT, "%s: %d days, %.0f units%n", name, units.length, sold.get(name));

// 2. What kind of demand it is.
DemandProfile profile = new DemandProfile();
for (double demand : units) {
  profile.update(Math.max(0, demand));
}
System.out.printf(Locale.ROOT, "demand is %s: ADI %.2f, CV2 %.2f%n", profile.demandClass(), profile.adi(), profile.cv2());

// 3. One smoother alone: a smoother takes one day at a time and can be asked at any time.
HoltWinters alone = new HoltWinters(7, 0.1, 0.01, 0.1, 0.9);
for (double demand : units) {
  alone.update(Math.max(0, demand)); // more returns than sales: no demand
}
System.out.printf(Locale.ROOT, "Holt and Winters alone: level %.2f, slope %.4f, tomorrow %.2f units%n", alone.level, alone.slope, alone.mean(1));

// 4. All of them together, as in the job: the bank learns which are worth listening to.
ForecasterBank bank = new ForecasterBank(PeriodUnit.DAY);
for (double demand : units) {
  bank.update(Math.round(1000 * demand));
}
double[] levels = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
Series series = new Series(name.split(",")[0], name.split(",")[1]);
Forecast smoothers = bank.forecast(series, units.length, 0, "smoothers", 28, levels);
System.out.println("day   mean   80 % band");
for (int day = 1; day <= 7; day++) {
  System.out.printf(Locale.ROOT, "%3d %6.2f   %.2f to %.2f%n", day, smoothers.mean()[day - 1], smoothers.quantiles()[1][day - 1], smoothers.quantiles()[5][day - 1]);
}

// 5. The same numbers as the job's: what it published as holt-winters, from the last day.
Forecast mine = bank.forecast(series, units.length, 0, "holt-winters", 28, levels);
String last = days.get(days.size() - 1)[2];
List<String[]> published = Files.readAllLines(results.resolve("forecasts.csv")).stream().map(line -> line.split(",", -1)).filter(row -> (row[0] + "," + row[1]).equals(name) && row[2].equals(last) && row[4].equals("holt-winters")).toList();
double difference = 0;
for (int day = 0; day < published.size(); day++) {
  difference = Math.max(difference, Math.abs(mine.mean()[day] - Double.parseDouble(published.get(day)[5])));
}
System.out.printf(Locale.ROOT, "largest difference from the job's %d forecasts of holt-winters: %.6f units%n", published.size(), difference);
if (published.size() != 28 || difference > 1e-5) {
  throw new IllegalStateException("forecast-core and the job differ by " + difference + " units over " + published.size() + " days");
}
/exit
