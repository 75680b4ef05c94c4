package io.skucast.job;

import io.skucast.job.config.Arguments;
import io.skucast.job.config.Settings;
import io.skucast.job.io.elasticsearch.IndexTemplates;
import io.skucast.job.io.kafka.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes Kafka and Elasticsearch ready for the job, from the job's own jar: {@code java -cp …
 * io.skucast.job.SkucastSetup --config FILE --key=value …}, with the same options as the job's.
 * Exit code 2: an option is wrong; 1: Kafka or Elasticsearch is not there or refuses.
 */
public final class SkucastSetup {
  private SkucastSetup() {}

  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args));
  }

  private static int run(String... args) throws InterruptedException {
    try {
      setUp(Settings.of(Arguments.parse(args))).forEach(System.out::println);
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  /**
   * Creates topics and index templates; what is there and right is left alone.
   *
   * @return one line a topic or template: what was done
   * @throws IOException naming the server and what it answered
   */
  public static List<String> setUp(Settings settings) throws IOException, InterruptedException {
    List<String> done = new ArrayList<>();
    try (Topics topics = new Topics(settings);
        IndexTemplates templates = new IndexTemplates(settings)) {
      done.addAll(topics.setUp());
      done.addAll(templates.setUp());
    }
    return done;
  }
}
