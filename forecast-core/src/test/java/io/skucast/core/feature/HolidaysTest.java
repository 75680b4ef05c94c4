package io.skucast.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HolidaysTest {

  private static boolean holiday(String country, String date) {
    return Holidays.of(country).contains(LocalDate.parse(date));
  }

  @Test
  void fixedHolidaysAreKnown() {
    assertThat(holiday("us", "2024-07-04")).isTrue();
    assertThat(holiday("us", "2024-07-05")).isFalse();
    assertThat(holiday("gb", "2024-07-04")).isFalse();
    for (String country : new String[] {"us", "gb", "de"}) {
      assertThat(holiday(country, "2024-12-25")).isTrue();
      assertThat(holiday(country, "2024-01-01")).isTrue();
    }
    assertThat(holiday("de", "2024-10-03")).isTrue();
  }

  @Test
  void movingHolidaysAreKnown() {
    assertThat(holiday("us", "2023-11-23")).as("fourth Thursday of November").isTrue();
    assertThat(holiday("us", "2023-11-30")).isFalse();
    assertThat(holiday("gb", "2024-03-29")).as("Good Friday").isTrue();
    assertThat(holiday("de", "2024-04-01")).as("Easter Monday").isTrue();
    assertThat(holiday("de", "2025-04-21")).as("Easter Monday").isTrue();
    assertThat(holiday("de", "2025-05-29")).as("Ascension").isTrue();
    assertThat(holiday("de", "2024-05-29")).isFalse();
  }

  @Test
  void aHolidayIsOnTheDayItIsObserved() {
    assertThat(holiday("us", "2026-07-03")).as("the fourth is a Saturday").isTrue();
    assertThat(holiday("us", "2021-12-31")).as("New Year's Day of 2022 is a Saturday").isTrue();
    assertThat(holiday("us", "2022-12-31")).isFalse();
  }

  @Test
  void withoutACountryThereAreNone() {
    assertThat(holiday("none", "2024-12-25")).isFalse();
  }

  @Test
  void anUnknownCountryIsNamedWithThoseAllowed() {
    assertThatThrownBy(() -> Holidays.of("xx"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("holiday country is 'xx', allowed is none or one of [ad, ")
        .hasMessageContaining("us");
    assertThat(Holidays.countries()).contains("us", "gb", "de", "fr", "jp").doesNotContain("nyse");
  }

  @Test
  void everyCountryLoads() {
    for (String country : Holidays.countries()) {
      Holidays holidays = Holidays.of(country);
      LocalDate first = LocalDate.of(2024, 1, 1);
      assertThat(IntStream.range(0, 366).filter(i -> holidays.contains(first.plusDays(i))).count())
          .as(country)
          .isBetween(1L, 60L);
    }
  }

  /**
   * As in a cluster: the job in a loader of its own, on a thread that does not know that loader.
   */
  @Test
  void aThreadWithAForeignClassLoaderFindsThemToo() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      jars.add(Path.of(path).toUri().toURL());
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader foreign = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader job = new URLClassLoader(jars.toArray(URL[]::new), foreign)) {
      thread.setContextClassLoader(foreign);
      Class<?> type = job.loadClass(Holidays.class.getName());
      Object holidays = type.getMethod("of", String.class).invoke(null, "is");
      assertThat(type).isNotSameAs(Holidays.class);
      assertThat(
              type.getMethod("contains", LocalDate.class)
                  .invoke(holidays, LocalDate.of(2024, 6, 17)))
          .isEqualTo(true);
      assertThat(thread.getContextClassLoader()).isSameAs(foreign);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
