package io.skucast.deep.train;

import io.skucast.deep.net.Weights;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * How far training has come, in a file that replaces the last one whole.
 *
 * @param fingerprint of what is trained and how: a checkpoint of anything else is not gone on with
 * @param finished the members that are done
 * @param step that the next member has taken
 * @param slots everything that its training changes; empty before its first step
 * @param best its best weights so far, and their loss; empty where there are none
 * @param looksSinceBest looks at the validation rows since then
 * @param firstLoss of its first step, by which it is known whether it diverges
 */
record Checkpoint(
    String fingerprint,
    List<Weights> finished,
    long step,
    Weights slots,
    Weights best,
    double bestLoss,
    int looksSinceBest,
    double firstLoss) {
  private static final String FILE = "checkpoint.bin";
  private static final int MAGIC = 0x534b5543;

  static Checkpoint start(String fingerprint) {
    return new Checkpoint(
        fingerprint,
        List.of(),
        0,
        new Weights(),
        new Weights(),
        Double.POSITIVE_INFINITY,
        0,
        Double.NaN);
  }

  /** The start of the next member, with these finished. */
  Checkpoint with(List<Weights> members) {
    return new Checkpoint(
        fingerprint, List.copyOf(members), step, slots, best, bestLoss, looksSinceBest, firstLoss);
  }

  /** The one in the folder, or a start where there is none that fits. */
  static Checkpoint read(Path folder, String fingerprint) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return start(fingerprint);
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      if (in.readInt() != MAGIC || !in.readUTF().equals(fingerprint)) {
        return start(fingerprint);
      }
      int members = in.readInt();
      List<Weights> finished = new ArrayList<>();
      for (int i = 0; i < members; i++) {
        finished.add(readWeights(in));
      }
      return new Checkpoint(
          fingerprint,
          finished,
          in.readLong(),
          readWeights(in),
          readWeights(in),
          in.readDouble(),
          in.readInt(),
          in.readDouble());
    } catch (IOException e) {
      throw new IOException(
          "checkpoint " + file + " cannot be read (" + e + "): remove it to begin anew", e);
    }
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path draft = folder.resolve(FILE + ".draft");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft), 1 << 20))) {
      out.writeInt(MAGIC);
      out.writeUTF(fingerprint);
      out.writeInt(finished.size());
      for (Weights weights : finished) {
        writeWeights(out, weights);
      }
      out.writeLong(step);
      writeWeights(out, slots);
      writeWeights(out, best);
      out.writeDouble(bestLoss);
      out.writeInt(looksSinceBest);
      out.writeDouble(firstLoss);
    }
    Files.move(
        draft,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  private static void writeWeights(DataOutputStream out, Weights weights) throws IOException {
    out.writeInt(weights.all().size());
    for (Map.Entry<String, Weights.Array> entry : weights.all().entrySet()) {
      out.writeUTF(entry.getKey());
      long[] sizes = entry.getValue().shape().asArray();
      out.writeInt(sizes.length);
      for (long size : sizes) {
        out.writeLong(size);
      }
      float[] numbers = entry.getValue().numbers();
      ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
      bytes.asFloatBuffer().put(numbers);
      out.write(bytes.array());
    }
  }

  private static Weights readWeights(DataInputStream in) throws IOException {
    Weights weights = new Weights();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      long[] sizes = new long[in.readInt()];
      for (int d = 0; d < sizes.length; d++) {
        sizes[d] = in.readLong();
      }
      Shape shape = Shape.of(sizes);
      float[] numbers = new float[Math.toIntExact(shape.size())];
      byte[] bytes = in.readNBytes(numbers.length * Float.BYTES);
      if (bytes.length < numbers.length * Float.BYTES) {
        throw new IOException("it ends in the middle of '" + name + "'");
      }
      ByteBuffer.wrap(bytes).asFloatBuffer().get(numbers);
      weights.put(name, shape, numbers);
    }
    return weights;
  }
}
