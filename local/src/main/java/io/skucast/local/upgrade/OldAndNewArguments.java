package io.skucast.local.upgrade;

import io.skucast.job.config.Arguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Options of a job that was submitted, changed by those that are given now. */
final class OldAndNewArguments {
  private OldAndNewArguments() {}

  /**
   * @param old as they were submitted
   * @param config properties file that wins over all old options; null for none
   * @param given {@code --key=value}, which win over both
   */
  static List<String> of(List<String> old, Path config, List<String> given) {
    List<String> all = new ArrayList<>();
    Set<String> changed = new HashSet<>(Arguments.parse(given.toArray(new String[0])).keySet());
    if (config != null) {
      changed.addAll(Arguments.file(config).keySet());
    }
    // Of what is written on a command line the last wins, and over any file.
    for (String word : old) {
      int equals = word.indexOf('=');
      boolean isChanged =
          word.startsWith("--") && equals > 0 && changed.contains(word.substring(2, equals));
      if (!isChanged) {
        all.add(word);
      }
    }
    if (config != null) {
      all.add("--config=" + config.toAbsolutePath());
    }
    all.addAll(given);
    return all;
  }
}
