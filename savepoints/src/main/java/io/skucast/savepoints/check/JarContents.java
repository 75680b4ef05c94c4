package io.skucast.savepoints.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;

/**
 * What a jar says of itself: its catalogue of states and its options. Its classes are other ones
 * than those of the same name here, so they are asked by reflection.
 */
final class JarContents {
  private static final String CATALOGUE = "io.skucast.job.state.StateCatalogue";
  private static final String CONFIG = "io.skucast.job.config.";

  private final ClassLoader loader;

  JarContents(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Every state of the jar's catalogue, with the serializers of the jar's own classes.
   *
   * @throws IllegalArgumentException if the jar has no catalogue
   */
  List<KeptState> states(ExecutionConfig config) {
    List<KeptState> states = new ArrayList<>();
    for (Object entry : (List<?>) callStatic(CATALOGUE, "all", new Class<?>[0])) {
      StateDescriptor<?, ?> descriptor = (StateDescriptor<?, ?>) call(entry, "descriptor");
      descriptor.initializeSerializerUnlessSet(config);
      String uid = (String) call(entry, "uid");
      String kind = call(entry, "kind").toString();
      states.add(kept(uid, kind, descriptor));
    }
    return states;
  }

  private static KeptState kept(String uid, String kind, StateDescriptor<?, ?> descriptor) {
    String name = descriptor.getName();
    if (descriptor instanceof MapStateDescriptor<?, ?> map && kind.equals("BROADCAST")) {
      return new KeptState(uid, kind, name, map.getKeySerializer(), map.getValueSerializer());
    }
    if (descriptor instanceof ListStateDescriptor<?> list) {
      return new KeptState(uid, kind, name, null, list.getElementSerializer());
    }
    return new KeptState(uid, kind, name, null, descriptor.getSerializer());
  }

  /** Every option in force with these arguments, in the order of the jar's documentation. */
  List<EffectiveOption> options(List<String> arguments) {
    Object given =
        callStatic(
            CONFIG + "Arguments",
            "parse",
            new Class<?>[] {String[].class},
            (Object) arguments.toArray(new String[0]));
    Object settings = callStatic(CONFIG + "Settings", "of", new Class<?>[] {Map.class}, given);
    List<EffectiveOption> options = new ArrayList<>();
    for (Object option : (List<?>) callStatic(CONFIG + "Options", "all", new Class<?>[0])) {
      String key = (String) call(option, "key");
      String text = (String) call(settings, "text", option);
      options.add(
          EffectiveOption.masked(
              key,
              text,
              !((Map<?, ?>) given).containsKey(key),
              (String) call(option, "description")));
    }
    return options;
  }

  private Object callStatic(String type, String method, Class<?>[] types, Object... arguments) {
    try {
      return Class.forName(type, true, loader).getMethod(method, types).invoke(null, arguments);
    } catch (ReflectiveOperationException | LinkageError missing) {
      throw unlike(type + "." + method, missing);
    }
  }

  private static Object call(Object target, String method, Object... arguments) {
    try {
      for (Method candidate : target.getClass().getMethods()) {
        if (candidate.getName().equals(method)
            && candidate.getParameterCount() == arguments.length) {
          return candidate.invoke(target, arguments);
        }
      }
      throw new NoSuchMethodException(method);
    } catch (ReflectiveOperationException | LinkageError missing) {
      throw unlike(target.getClass().getName() + "." + method, missing);
    }
  }

  private static IllegalArgumentException unlike(String what, Throwable cause) {
    return new IllegalArgumentException(
        "the jar does not say which operator keeps which state ("
            + what
            + ": "
            + Reason.of(cause)
            + "): name the jar of a release of this job",
        cause);
  }
}
