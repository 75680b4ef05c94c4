package io.skucast.job.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.score.Alert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServedTest {
  private static final DeepVersion V1 = new DeepVersion("v1", "sha", 1, 100);
  private static final DeepVersion V2 = new DeepVersion("v2", "sha", 2, 200);
  private static final DeepAnswer ANSWER = new DeepAnswer(new double[] {1}, new double[][] {{1}});

  private final List<DeepFault> faults = new ArrayList<>();
  private final List<Integer> chunks = new ArrayList<>();
  private int loads;
  private int closed;

  /** What the model does when it is asked. */
  private interface Ask {
    List<DeepAnswer> ask(List<DeepRow> rows) throws ModelException;
  }

  @Test
  void rowsAreAskedAChunkAtATimeAndTheModelIsLoadedOnce() {
    Served served = served(rows -> answers(rows.size()));
    assertThat(served.ask(V1, rows(100, 7))).hasSize(7).doesNotContainNull();
    served.ask(V1, rows(101, 2));
    assertThat(chunks).containsExactly(3, 3, 1, 2);
    assertThat(loads).isEqualTo(1);
    assertThat(faults).isEmpty();
  }

  @Test
  void aVersionThatTakesTooLongThreeTimesInARowIsAskedNoMoreUntilAnotherComes() {
    Served served =
        served(
            rows -> {
              throw new ModelException(Alert.Kind.DEEP_TIMED_OUT, "took longer", null);
            });
    for (int origin = 100; origin < 110; origin++) {
      assertThat(served.ask(V1, rows(origin, 2))).containsExactly(null, null);
    }
    assertThat(chunks).hasSize(Served.PATIENCE);
    assertThat(faults).extracting(DeepFault::period).containsExactly(100, 101, 102);
    served.ask(V2, rows(200, 1));
    assertThat(chunks).hasSize(Served.PATIENCE + 1);
  }

  @Test
  void timeoutsThatAreNotInARowAreForgiven() {
    int[] runs = {0};
    Served served =
        served(
            rows -> {
              if (runs[0]++ % 3 < 2) {
                throw new ModelException(Alert.Kind.DEEP_TIMED_OUT, "took longer", null);
              }
              return answers(rows.size());
            });
    for (int origin = 100; origin < 112; origin++) {
      served.ask(V1, rows(origin, 1));
    }
    assertThat(chunks).hasSize(12);
  }

  @Test
  void aFaultIsToldOncePerOrigin() {
    Served served = served(rows -> Arrays.asList(new DeepAnswer[rows.size()]));
    served.ask(V1, rows(100, 9));
    served.ask(V1, rows(101, 1));
    assertThat(faults).extracting(DeepFault::period).containsExactly(100, 101);
    assertThat(faults).extracting(DeepFault::kind).containsOnly(Alert.Kind.DEEP_UNSOUND);
  }

  @Test
  void whateverAModelThrowsIsAFaultAndNoException() {
    Served served =
        served(
            rows -> {
              throw new IllegalStateException("closed");
            });
    assertThat(served.ask(V1, rows(100, 1))).containsExactly((DeepAnswer) null);
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).kind()).isEqualTo(Alert.Kind.DEEP_FAILED);
  }

  @Test
  void aMissingLibraryIsAFaultWithARemedyAndIsLookedForOnce() {
    for (LinkageError missing :
        List.of(
            new NoClassDefFoundError("org/tensorflow/Graph"),
            new UnsatisfiedLinkError("no jnitensorflow"),
            new ExceptionInInitializerError("natives"))) {
      faults.clear();
      loads = 0;
      Served served =
          new Served(
              version -> {
                loads++;
                throw missing;
              },
              3,
              faults::add);
      served.ask(V1, rows(100, 2));
      served.ask(V1, rows(101, 2));
      assertThat(loads).isEqualTo(1);
      assertThat(faults).extracting(DeepFault::kind).containsOnly(Alert.Kind.DEEP_REFUSED);
      assertThat(faults.get(0).message()).contains("'v1'").contains("Flink's lib folder");
    }
  }

  @Test
  void versionsThatAreNotNeededAreGivenBackAndAllOfThemAtTheEnd() {
    Served served = served(rows -> answers(rows.size()));
    served.ask(V1, rows(100, 1));
    served.ask(V2, rows(200, 1));
    served.keep(version -> version.equals("v2"));
    assertThat(closed).isEqualTo(1);
    assertThat(served.size()).isEqualTo(1);
    served.close();
    assertThat(closed).isEqualTo(2);
  }

  private Served served(Ask ask) {
    ModelSource source =
        version -> {
          loads++;
          return new LoadedModel() {
            @Override
            public List<DeepAnswer> ask(List<DeepRow> rows) throws ModelException {
              chunks.add(rows.size());
              return ask.ask(rows);
            }

            @Override
            public void close() {
              closed++;
            }
          };
        };
    return new Served(source, 3, faults::add);
  }

  private static List<DeepAnswer> answers(int number) {
    return IntStream.range(0, number).mapToObj(i -> ANSWER).toList();
  }

  private static List<DeepRow> rows(int origin, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> new DeepRow("s" + i, "", origin, new float[] {i}))
        .toList();
  }
}
