package io.skucast.savepoints.practice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources in memory to classes in memory, by the JDK's own compiler. */
final class Compilation {
  /** Errors shown: those after the first few follow from them. */
  private static final int SHOWN = 5;

  private final String classPath;

  /**
   * @param classPath of what the sources name and do not define
   */
  Compilation(String classPath) {
    this.classPath = classPath;
  }

  /**
   * @param sources by path
   * @return class files by path, as in a jar
   * @throws IOException if this Java has no compiler
   * @throws IllegalArgumentException if the sources do not compile
   */
  Map<String, byte[]> compile(Map<String, String> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException("this Java has no compiler: run with a JDK and not with a JRE");
    }
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((path, text) -> units.add(new Source(path, text)));
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8);
        Classes classes = new Classes(files)) {
      List<String> options =
          List.of(
              "-proc:none", "-parameters", "-nowarn", "-implicit:none", "-classpath", classPath);
      if (!compiler.getTask(null, classes, said, options, null, units).call()) {
        throw new IllegalArgumentException("the edited sources do not compile: " + errors(said));
      }
      return classes.written();
    }
  }

  private static String errors(DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .limit(SHOWN)
        .map(Compilation::line)
        .collect(Collectors.joining("; "));
  }

  private static String line(Diagnostic<? extends JavaFileObject> error) {
    String message = error.getMessage(Locale.ROOT).replaceAll("\\s+", " ");
    return error.getSource() == null
        ? message
        : error.getSource().getName() + ":" + error.getLineNumber() + " " + message;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("memory:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Where the compiler puts what it makes. */
  private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    Classes(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      String path = className.replace('.', '/') + kind.extension;
      return new SimpleJavaFileObject(URI.create("memory:///" + path), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(path, bytes);
          return bytes;
        }
      };
    }

    Map<String, byte[]> written() {
      Map<String, byte[]> classes = new TreeMap<>();
      written.forEach((path, bytes) -> classes.put(path, bytes.toByteArray()));
      return classes;
    }
  }
}
