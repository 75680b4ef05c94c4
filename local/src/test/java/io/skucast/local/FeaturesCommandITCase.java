package io.skucast.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of the features, on made-up sales. */
class FeaturesCommandITCase {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theReportKeepsThePlantedPriceAndAccountsForEverySeriesAtEveryOrigin() throws Exception {
    assertThat(run("generate", "--skus=60", "--days=300", "--seed=3", "--out=" + folder)).isZero();
    Path csv = folder.resolve("features.csv");
    Path sales = folder.resolve("sales.csv");
    assertThat(
            run("features", "--data=" + sales, "--horizon=1", "--origins-every=1", "--out=" + csv))
        .as(err.toString())
        .isZero();
    String report = out.toString();

    List<String> rows = report.lines().filter(line -> line.startsWith("| `")).toList();
    double before = 1;
    for (String row : rows) {
      double correlation = Math.abs(Double.parseDouble(row.split("\\|")[3].strip()));
      assertThat(correlation).isLessThanOrEqualTo(before);
      before = correlation;
    }
    assertThat(report)
        .containsPattern("accepted [0-9,]+ sales, of them [1-9][0-9,]* repeats; rejected 0; 60 ser")
        .contains("299 origins from 2024-01-01 to 2024-10-25, horizon 1")
        .containsPattern("layout version 1, fingerprint [0-9a-f]{16}: " + rows.size() + " features")
        .contains("`category=", "`location=", "| yes |", "| no |");

    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(1 + rows.size());
    Map<String, String[]> byName = new HashMap<>();
    lines.forEach(line -> byName.put(line.split(",")[0], line.split(",")));
    // Promotions last a week, so that a price cut at the origin mostly still holds the day after.
    assertThat(byName.get("price_change")[7]).isEqualTo("true");
    assertThat(Double.parseDouble(byName.get("price_change")[5])).isLessThan(-0.03);
    assertThat(byName.get("horizon")[7]).as("constant").isEqualTo("false");

    long counted =
        countBefore(report, " rows at")
            + countAfter(report, "left out ")
            + countAfter(report, "first sale and ");
    assertThat(counted).as("every series at every origin").isEqualTo(60 * 299);
  }

  @Test
  void originsOnOneWeekdayAreToldOf() throws Exception {
    Path sales = folder.resolve("s.csv");
    Files.writeString(sales, "sku,time,quantity\nA,2024-03-01,2\nA,2024-04-20,1\n");
    assertThat(run("features", "--data=" + sales, "--origins-every=28")).isZero();
    assertThat(out.toString())
        .contains("origins fall on 1 of the 7 places")
        .contains("use --origins-every=27");
    out.getBuffer().setLength(0);
    assertThat(run("features", "--data=" + sales)).isZero();
    assertThat(out.toString()).doesNotContain("places in the season");
  }

  private static long countBefore(String report, String words) {
    String line = report.lines().filter(l -> l.contains(words)).findFirst().orElseThrow();
    return Long.parseLong(line.substring(0, line.indexOf(words)).replace(",", ""));
  }

  private static long countAfter(String report, String words) {
    String rest = report.substring(report.indexOf(words) + words.length());
    return Long.parseLong(rest.split(" ")[0].replace(",", ""));
  }

  @Test
  void ofM5TheEventsAndFoodStampDaysAreRead() throws Exception {
    StringBuilder calendar = new StringBuilder("date,wm_yr_wk,d,event_name_1,snap_CA\n");
    StringBuilder header = new StringBuilder("item_id,dept_id,store_id");
    StringBuilder units = new StringBuilder("A,F,CA_1");
    for (int day = 1; day <= 28; day++) {
      calendar.append(String.format("2011-02-%02d,1,d_%d,", day, day));
      calendar.append(day == 6 || day == 21 ? "Fair," : ",").append(day % 3 == 0 ? 1 : 0);
      calendar.append('\n');
      header.append(",d_").append(day);
      units.append(',').append(day % 3 == 0 ? 9 : 1);
    }
    Files.writeString(folder.resolve("calendar.csv"), calendar);
    Files.writeString(folder.resolve("sales_train.csv"), header + "\n" + units + "\n");
    Files.writeString(
        folder.resolve("sell_prices.csv"), "store_id,item_id,wm_yr_wk,sell_price\nCA_1,A,1,2\n");
    assertThat(
            run("features", "--data=" + folder, "--format=m5", "--horizon=1", "--origins-every=1"))
        .as(err.toString())
        .isZero();
    String flag =
        out.toString().lines().filter(line -> line.contains("flag=snap")).findFirst().orElseThrow();
    assertThat(flag).endsWith("| yes |");
    assertThat(Double.parseDouble(flag.split("\\|")[3].strip())).isGreaterThan(0.7);
    // Days 6 and 21 of the targets 2 to 28.
    assertThat(out.toString()).containsPattern("`event` \\| [0-9.]+ \\| 0.[0-9]+ \\| 0.9259 \\|");
  }

  @Test
  void badInputIsOneLineAndWritesNothing() throws Exception {
    Path sales = Files.writeString(folder.resolve("s.csv"), "sku,time,quantity\nA,2024-03-01,2\n");
    Path empty = Files.writeString(folder.resolve("e.csv"), "sku,time,quantity\n");
    assertRefused("--data=none.csv", "none.csv");
    assertRefused("--data=" + empty, "holds no sale");
    assertRefused("--data=" + sales, "--horizon is 7");
    assertRefused("--data=" + sales + " --horizon=0", "--horizon is 0: allowed is 1 to 366");
    assertRefused("--data=" + sales + " --origins-every=0", "--origins-every is 0");
    assertRefused("--data=" + sales + " --country=atlantis", "holiday country is 'atlantis'");
    assertRefused("--data=" + sales + " --format=xml", "online-retail");
    assertRefused("--data=" + sales + " --forecast.horizon=3", "forecast.horizons");
    assertRefused("--data=" + sales + " --out=" + folder.resolve("no/f.csv"), "--out");
  }

  private void assertRefused(String arguments, String named) {
    err.getBuffer().setLength(0);
    List<String> words = new ArrayList<>(List.of("features", "--out=" + folder.resolve("f.csv")));
    if (arguments.contains("--out")) {
      words.remove(1);
    }
    words.addAll(Arrays.asList(arguments.split(" ")));
    assertThat(run(words.toArray(new String[0]))).isEqualTo(2);
    assertThat(err.toString()).contains(named).hasLineCount(1);
    assertThat(folder.resolve("f.csv")).doesNotExist();
  }

  private int run(String... words) {
    return Skucast.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }
}
