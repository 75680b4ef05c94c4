package io.skucast.savepoints.practice;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar with some of its entries replaced by others. */
final class JarOverlay {
  private JarOverlay() {}

  /**
   * Writes the jar anew; whoever reads the target sees all of it or what was there before.
   *
   * @param replaced entries of the jar that are left out
   * @param added entries by path
   */
  static void write(Path jar, Predicate<String> replaced, Map<String, byte[]> added, Path target)
      throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "jar-", ".part");
    try {
      try (ZipFile from = new ZipFile(jar.toFile());
          ZipOutputStream to =
              new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        to.setLevel(Deflater.BEST_SPEED);
        Enumeration<? extends ZipEntry> entries = from.entries();
        while (entries.hasMoreElements()) {
          String name = entries.nextElement().getName();
          if (!replaced.test(name) && !added.containsKey(name)) {
            copy(from, name, to);
          }
        }
        for (Map.Entry<String, byte[]> entry : added.entrySet()) {
          to.putNextEntry(new ZipEntry(entry.getKey()));
          to.write(entry.getValue());
          to.closeEntry();
        }
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void copy(ZipFile from, String name, ZipOutputStream to) throws IOException {
    to.putNextEntry(new ZipEntry(name));
    try (InputStream in = from.getInputStream(from.getEntry(name))) {
      in.transferTo(to);
    }
    to.closeEntry();
  }
}
