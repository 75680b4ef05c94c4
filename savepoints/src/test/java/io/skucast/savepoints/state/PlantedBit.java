package io.skucast.savepoints.state;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A copy of a savepoint in which one bit of one value is another. */
final class PlantedBit {
  private PlantedBit() {}

  static void copyWithBitChanged(Path savepoint, Path copy, KeyedEntry entry) throws IOException {
    // The first byte of a key may have a flag in it that is none of the key.
    ByteArrayOutputStream sought = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(sought);
    out.write(entry.keyBytes(), 1, entry.keyBytes().length - 1);
    out.writeInt(entry.valueBytes().length);
    out.write(entry.valueBytes());
    Files.createDirectories(copy);
    int changed = 0;
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int at : StateBytes.places(bytes, sought.toByteArray())) {
          bytes[at + sought.size() - 1] ^= 1;
          changed++;
        }
        Files.write(copy.resolve(file.getFileName()), bytes);
      }
    }
    if (changed != 1) {
      throw new IllegalStateException(entry.state() + " is there " + changed + " times");
    }
  }

  /** One byte of one file, anywhere in it, is another. */
  static void copyWithByteChanged(Path savepoint, Path copy, Random random) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(savepoint)) {
      files = all.sorted().toList();
    }
    Path chosen = files.get(random.nextInt(files.size()));
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      if (file.equals(chosen)) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(copy.resolve(file.getFileName()), bytes);
    }
  }
}
