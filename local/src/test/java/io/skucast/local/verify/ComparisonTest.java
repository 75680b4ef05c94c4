package io.skucast.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skucast.local.verify.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Results in memory. */
  private static final class Results implements Reading {
    private record One(String id, long version, JsonNode text) {}

    private final List<One> all = new ArrayList<>();

    Results with(String id, long version, int units) {
      all.add(new One(id, version, JSON.createObjectNode().put("units", units)));
      return this;
    }

    @Override
    public String name() {
      return "results";
    }

    @Override
    public void each(Visitor visitor) {
      all.forEach(one -> visitor.see(one.id(), one.version(), one.text()));
    }
  }

  private static final Results REFERENCE =
      new Results().with("a", 1, 5).with("b", 1, 6).with("b", 2, 7).with("c", 1, 8);

  @Test
  void theSameResultsInAnotherOrderAndWithOtherEarlierRevisionsAreTheSame() throws Exception {
    Results found = new Results().with("c", 1, 8).with("b", 2, 7).with("a", 0, 4).with("a", 1, 5);
    Comparison comparison = Comparison.of(REFERENCE, found, false);
    assertThat(comparison.isSame()).isTrue();
    assertThat(comparison.same()).isEqualTo(3);
    assertThat(comparison.ids()).isEqualTo(3);
    assertThat(comparison.expected()).isEqualTo(4);
    assertThat(comparison.found()).isEqualTo(4);
  }

  @Test
  void aLostResultIsNamed() throws Exception {
    Results found = new Results().with("a", 1, 5).with("b", 2, 7);
    assertOnly(found, new Difference(Kind.LOST, "c", "is not there"));
  }

  @Test
  void aLostLastRevisionIsNamed() throws Exception {
    Results found = new Results().with("a", 1, 5).with("b", 1, 6).with("c", 1, 8);
    assertOnly(found, new Difference(Kind.OTHER_VERSION, "b", "version 1 and not 2"));
  }

  @Test
  void aRevisionThatIsThereTwiceIsNamedAlthoughBothAreTheSame() throws Exception {
    Results found = new Results().with("a", 1, 5).with("b", 2, 7).with("c", 1, 8).with("a", 1, 5);
    assertOnly(found, new Difference(Kind.REPEATED, "a@1", "is there 2 times"));
  }

  @Test
  void anotherTextIsShownBesideTheOneExpected() throws Exception {
    Results found = new Results().with("a", 1, 5).with("b", 2, 70).with("c", 1, 8);
    assertOnly(found, new Difference(Kind.OTHER_TEXT, "b", "{\"units\":70} and not {\"units\":7}"));
  }

  @Test
  void aResultThatNobodyExpectsIsNamed() throws Exception {
    Results found = new Results().with("a", 1, 5).with("b", 2, 7).with("c", 1, 8).with("d", 1, 9);
    assertOnly(found, new Difference(Kind.NEVER_EXPECTED, "d", "nothing of the kind is expected"));
  }

  @Test
  void whatWasSentTwiceHasToBeThereTwice() throws Exception {
    Results twice = new Results().with("late", 1, 5).with("late", 1, 5);
    Results once = new Results().with("late", 1, 5);
    assertThat(Comparison.of(twice, twice, true).isSame()).isTrue();
    assertThat(Comparison.of(twice, once, true).differences())
        .containsExactly(new Difference(Kind.LOST, "late@1", "is there 1 times and not 2"));
    assertThat(Comparison.of(once, twice, true).differences())
        .containsExactly(new Difference(Kind.REPEATED, "late@1", "is there 2 times"));
    assertThat(Comparison.of(twice, once, false).differences())
        .extracting(Difference::kind)
        .containsExactly(Kind.REPEATED);
  }

  private static void assertOnly(Results found, Difference expected) throws Exception {
    Comparison comparison = Comparison.of(REFERENCE, found, false);
    assertThat(comparison.isSame()).isFalse();
    assertThat(comparison.differences()).containsExactly(expected);
  }
}
