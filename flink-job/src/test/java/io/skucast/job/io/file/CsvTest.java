package io.skucast.job.io.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void numbersHaveSixDecimalsAtMostAndNoTrailingZeros() {
    assertThat(
            new Csv()
                .number(0.1)
                .number(-2.5)
                .number(1234567.0)
                .number(1e-7)
                .number(-1e-7)
                .number(0.0000014)
                .number(2e15)
                .number(Double.NaN)
                .number(7L)
                .milli(1500)
                .toString())
        .isEqualTo("0.1,-2.5,1234567,0,0,0.000001,2.0E15,,7,1.5");
  }

  @Test
  void fieldsAreQuotedWhereTheyHaveTo() {
    assertThat(new Csv().text("").text("a,b").text("say \"x\"").text("two\nlines").toString())
        .isEqualTo(",\"a,b\",\"say \"\"x\"\"\",\"two lines\"");
  }
}
