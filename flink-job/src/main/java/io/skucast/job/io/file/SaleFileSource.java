package io.skucast.job.io.file;

import io.skucast.core.read.SaleFormat;
import io.skucast.core.sale.Incoming;
import io.skucast.job.config.Settings;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The records of one sales file, in its order; after a restart it reads up to where the checkpoint
 * was and goes on from there.
 */
public final class SaleFileSource
    implements Source<Incoming, SaleFileSource.Split, Collection<SaleFileSource.Split>> {
  private final Opener opener;

  /**
   * @param takenIn when the records count as taken in
   */
  public SaleFileSource(Path path, SaleFormat format, Settings settings, Instant takenIn) {
    this(path, format, settings, takenIn, null);
  }

  /**
   * @param until date of the last sales told, or null for all
   */
  public SaleFileSource(
      Path path, SaleFormat format, Settings settings, Instant takenIn, LocalDate until) {
    this.opener = new Opener(path.toString(), format, settings, takenIn, until);
  }

  private record Opener(
      String path, SaleFormat format, Settings settings, Instant takenIn, LocalDate until)
      implements Serializable {
    SaleRecords open(long skip) {
      SaleRecords records = SaleRecords.open(Path.of(path), format, settings, takenIn, until);
      for (long i = 0; i < skip && records.hasNext(); i++) {
        records.next();
      }
      return records;
    }
  }

  /** The whole file from a record on. */
  public static final class Split implements IteratorSourceSplit<Incoming, Iterator<Incoming>> {
    private final Opener opener;
    private final long skip;

    Split(Opener opener, long skip) {
      this.opener = opener;
      this.skip = skip;
    }

    @Override
    public String splitId() {
      return opener.path();
    }

    @Override
    public Iterator<Incoming> getIterator() {
      return opener.open(skip);
    }

    @Override
    public IteratorSourceSplit<Incoming, Iterator<Incoming>> getUpdatedSplitForIterator(
        Iterator<Incoming> iterator) {
      return new Split(opener, ((SaleRecords) iterator).read());
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Incoming, Split> createReader(SourceReaderContext context) {
    return new IteratorSourceReader<>(context);
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> createEnumerator(
      SplitEnumeratorContext<Split> context) {
    return new IteratorSourceEnumerator<>(context, List.of(new Split(opener, 0)));
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, Collection<Split> checkpoint) {
    return new IteratorSourceEnumerator<>(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new SplitSerializer(opener);
  }

  @Override
  public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
    return new SplitsSerializer(opener);
  }

  /** A split is told by how many records to skip: the rest is the source's own. */
  private record SplitSerializer(Opener opener) implements SimpleVersionedSerializer<Split> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Split split) {
      return Long.toString(split.skip).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Split deserialize(int version, byte[] bytes) {
      return new Split(opener, Long.parseLong(new String(bytes, StandardCharsets.US_ASCII)));
    }
  }

  /** There is one split or, once it is assigned, none. */
  private record SplitsSerializer(Opener opener)
      implements SimpleVersionedSerializer<Collection<Split>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Collection<Split> splits) {
      SplitSerializer one = new SplitSerializer(opener);
      return splits.isEmpty() ? new byte[0] : one.serialize(splits.iterator().next());
    }

    @Override
    public Collection<Split> deserialize(int version, byte[] bytes) {
      return bytes.length == 0
          ? List.of()
          : List.of(new SplitSerializer(opener).deserialize(version, bytes));
    }
  }
}
