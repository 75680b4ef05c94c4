package io.skucast.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The instructions of a Dockerfile.
 *
 * @param instructions word and rest, lines that go on joined
 */
record Dockerfile(List<Map.Entry<String, String>> instructions) {
  private static final Pattern PINNED =
      Pattern.compile(
          "[a-z0-9./-]+:[A-Za-z0-9._-]*\\d+\\.\\d+[A-Za-z0-9._-]*(@sha256:[0-9a-f]{64})?");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|token|credential|_key).*");

  static Dockerfile read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static Dockerfile parse(String text) {
    List<Map.Entry<String, String>> instructions = new ArrayList<>();
    text.replaceAll("(?m)^#.*\\n", "")
        .replaceAll("\\\\\\n\\s*", "")
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split("\\s+", 2))
        .forEach(parts -> instructions.add(Map.entry(parts[0], parts[1].strip())));
    return new Dockerfile(instructions);
  }

  /**
   * @param context paths that are there to be copied
   * @return one line for each thing that is wrong
   */
  List<String> problems(Set<String> context) {
    List<String> problems = new ArrayList<>();
    Map<String, String> arguments = new HashMap<>();
    Set<String> stages = new TreeSet<>();
    Set<String> copied = new TreeSet<>();
    String user = "root";
    String entry = "";
    for (Map.Entry<String, String> instruction : instructions) {
      String rest = instruction.getValue();
      switch (instruction.getKey()) {
        case "ARG", "ENV" -> {
          String[] pair = rest.split("=", 2);
          arguments.put(pair[0], pair.length > 1 ? pair[1] : "");
          if (SECRET.matcher(pair[0]).matches()) {
            problems.add(pair[0] + " would be kept in the image");
          }
        }
        case "FROM" -> {
          String[] words = rest.split("\\s+");
          String image = expand(words[0], arguments);
          if (!PINNED.matcher(image).matches()) {
            problems.add("FROM " + image + ": no version");
          }
          if (words.length == 3) {
            stages.add(words[2]);
          }
        }
        case "COPY" -> copy(rest, stages, context, copied, problems);
        case "ADD" -> problems.add("ADD fetches and unpacks: COPY says what it does");
        case "USER" -> user = rest;
        case "ENTRYPOINT" -> entry = rest.replaceAll("[\\[\\]\"]", "");
        default -> {
          // Nothing to hold against these.
        }
      }
    }
    if (!user.equals(SecurityCheck.USER + ":" + SecurityCheck.USER)) {
      problems.add("USER " + user + ": the pods run as " + SecurityCheck.USER);
    }
    if (!copied.contains(entry)) {
      problems.add("ENTRYPOINT " + entry + " is not copied");
    }
    return problems;
  }

  /** Ports that the image says it listens on. */
  Set<String> ports() {
    Set<String> ports = new TreeSet<>();
    instructions.stream()
        .filter(i -> i.getKey().equals("EXPOSE"))
        .forEach(i -> ports.addAll(List.of(i.getValue().split("\\s+"))));
    return ports;
  }

  private static void copy(
      String rest,
      Set<String> stages,
      Set<String> context,
      Set<String> copied,
      List<String> problems) {
    List<String> words = new ArrayList<>(List.of(rest.split("\\s+")));
    boolean isFromStage = false;
    while (words.get(0).startsWith("--")) {
      String flag = words.remove(0);
      if (flag.startsWith("--from=")) {
        isFromStage = true;
        if (!stages.contains(flag.substring("--from=".length()))) {
          problems.add("COPY " + flag + ": there is no such stage");
        }
      }
    }
    copied.add(words.get(words.size() - 1));
    for (String source : words.subList(0, words.size() - 1)) {
      if (!isFromStage && !context.contains(source.replaceAll("/$", ""))) {
        problems.add("COPY " + source + ": it is not laid out");
      }
    }
  }

  private static String expand(String text, Map<String, String> arguments) {
    String expanded = text;
    for (Map.Entry<String, String> argument : arguments.entrySet()) {
      expanded = expanded.replace("${" + argument.getKey() + "}", argument.getValue());
    }
    return expanded;
  }
}
