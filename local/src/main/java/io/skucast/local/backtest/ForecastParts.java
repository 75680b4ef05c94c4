package io.skucast.local.backtest;

import io.skucast.core.sale.Series;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What {@link ForecastPartSink} wrote, found again by series, origin and forecaster: of several
 * revisions the highest. Only places in the files are held in memory.
 *
 * <p>A part is a sequence of names and forecasts. A name is the byte {@link #NAME}, its length and
 * its bytes in UTF-8; names are numbered from zero as they come. A forecast is the byte {@link
 * #FORECAST}, the numbers of its series' key and of its forecaster, origin and revision, and then
 * floats: the means, and the quantiles level by level.
 */
final class ForecastParts implements Closeable {
  static final byte NAME = 1;
  static final byte FORECAST = 2;
  static final String PREFIX = "forecasts.part-";

  private final int[] origins;
  private final int horizons;
  private final int levels;
  private final List<FileChannel> files = new ArrayList<>();
  private final SortedMap<String, Map<String, Place[]>> places = new TreeMap<>();
  private final ByteBuffer buffer;

  private record Place(int file, long offset, long revision) {}

  /**
   * @param origins ascending; forecasts from others are not kept
   * @param levels how many quantile levels there are
   */
  ForecastParts(Path folder, int[] origins, int horizons, int levels) throws IOException {
    this.origins = origins.clone();
    this.horizons = horizons;
    this.levels = levels;
    this.buffer = ByteBuffer.allocate(Float.BYTES * horizons * (1 + levels));
    try (Stream<Path> parts = Files.list(folder)) {
      for (Path part :
          parts.filter(p -> p.getFileName().toString().startsWith(PREFIX)).sorted().toList()) {
        index(part);
      }
    }
  }

  static void writeName(String name, DataOutputStream out) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    out.writeByte(NAME);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void index(Path part) throws IOException {
    int file = files.size();
    files.add(FileChannel.open(part));
    List<String> names = new ArrayList<>();
    long offset = 0;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(part), 1 << 16))) {
      for (int tag = in.read(); tag >= 0; tag = in.read()) {
        if (tag == NAME) {
          byte[] bytes = in.readNBytes(in.readInt());
          names.add(new String(bytes, StandardCharsets.UTF_8));
          offset += 1 + Integer.BYTES + bytes.length;
        } else {
          String series = names.get(in.readInt());
          String forecaster = names.get(in.readInt());
          int origin = Arrays.binarySearch(origins, in.readInt());
          long revision = in.readLong();
          offset += 1 + 3 * Integer.BYTES + Long.BYTES;
          if (origin >= 0) {
            keep(series, forecaster, origin, new Place(file, offset, revision));
          }
          in.skipNBytes(buffer.capacity());
          offset += buffer.capacity();
        }
      }
    }
  }

  private void keep(String series, String forecaster, int origin, Place place) {
    Place[] ofForecaster =
        places
            .computeIfAbsent(series, key -> new HashMap<>())
            .computeIfAbsent(forecaster, key -> new Place[origins.length]);
    // A part has the forecasts of a series in the order in which they were issued.
    if (ofForecaster[origin] == null || ofForecaster[origin].revision <= place.revision) {
      ofForecaster[origin] = place;
    }
  }

  /** {@link Series#key()} of every series with a forecast, ascending. */
  SortedSet<String> series() {
    return new TreeSet<>(places.keySet());
  }

  /**
   * Reads one forecast.
   *
   * @param origin place among the origins
   * @param mean takes the means
   * @param quantiles takes the quantiles, one array a level
   * @return whether there is one
   */
  boolean read(String series, int origin, String forecaster, double[] mean, double[][] quantiles)
      throws IOException {
    Map<String, Place[]> ofSeries = places.get(series);
    Place[] ofForecaster = ofSeries == null ? null : ofSeries.get(forecaster);
    if (ofForecaster == null || ofForecaster[origin] == null) {
      return false;
    }
    Place place = ofForecaster[origin];
    buffer.clear();
    while (buffer.hasRemaining()) {
      if (files.get(place.file()).read(buffer, place.offset() + buffer.position()) < 0) {
        throw new EOFException("a forecast of '" + series + "' is cut off");
      }
    }
    buffer.flip();
    for (int h = 0; h < horizons; h++) {
      mean[h] = buffer.getFloat();
    }
    for (int l = 0; l < levels; l++) {
      for (int h = 0; h < horizons; h++) {
        quantiles[l][h] = buffer.getFloat();
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files) {
      file.close();
    }
  }
}
