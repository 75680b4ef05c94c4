package io.skucast.core.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.drift.PageHinkley;
import io.skucast.core.drift.TrackingSignal;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateSizeTest {
  /** Bytes of the fields as they are, an array with its length before it. */
  private static int bytes(Object state) throws IllegalAccessException {
    int bytes = 0;
    for (Field field : state.getClass().getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      assertThat(Modifier.isPublic(field.getModifiers())).as(field.toString()).isTrue();
      Class<?> type = field.getType();
      if (type == float[].class) {
        bytes += Integer.BYTES + ((float[]) field.get(state)).length * Float.BYTES;
      } else if (type == double.class) {
        bytes += Double.BYTES;
      } else if (type == int.class || type == float.class) {
        bytes += Integer.BYTES;
      } else {
        assertThat(type).as(field.toString()).isEqualTo(byte.class);
        bytes++;
      }
    }
    return bytes;
  }

  @Test
  void theStateOfAllStepsTogetherIsAtMostTwoHundredBytesASeries() throws Exception {
    int bytes = 0;
    for (Object state :
        List.of(
            new DemandProfile(),
            new SpikeFilter(),
            new SeriesLife(),
            new PageHinkley(),
            new TrackingSignal())) {
      bytes += bytes(state);
    }
    assertThat(bytes).isLessThanOrEqualTo(200);
  }
}
