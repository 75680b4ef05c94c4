package io.skucast.job.io.elasticsearch;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes documents with Elasticsearch's bulk interface, at least once, under external versions: a
 * document written again changes nothing. What the server refuses goes to the index {@code
 * <prefix>-rejected-documents}; what it has no room for now is sent again, ever more slowly.
 */
@SuppressWarnings("deprecation") // AsyncSinkBase still rests on the older StatefulSink.
public final class ElasticsearchSink extends AsyncSinkBase<IndexedDocument, IndexedDocument> {

  private static final long serialVersionUID = 1L;
  private static final int BATCH = 500;
  private static final int IN_FLIGHT = 4;
  private static final int BUFFERED = 5_000;
  private static final long BYTES = 8L << 20;
  private static final long BUFFER_MILLIS = 500;

  private final ElasticsearchConnection connection;
  private final String deadLetterIndex;
  private final RetryDelay retryDelay;

  /** A sink with the usual delays between retries. */
  public ElasticsearchSink(ElasticsearchConnection connection, String prefix) {
    this(connection, prefix, RetryDelay.USUAL);
  }

  /** A sink that waits this long between retries. */
  public ElasticsearchSink(
      ElasticsearchConnection connection, String prefix, RetryDelay retryDelay) {
    super((d, context) -> d, BATCH, IN_FLIGHT, BUFFERED, BYTES, BUFFER_MILLIS, BYTES);
    this.connection = Objects.requireNonNull(connection, "connection");
    this.deadLetterIndex = deadLetterIndex(prefix);
    this.retryDelay = Objects.requireNonNull(retryDelay, "retryDelay");
  }

  /** The index that takes the documents that the server refused. */
  public static String deadLetterIndex(String prefix) {
    return Objects.requireNonNull(prefix, "prefix") + "-rejected-documents";
  }

  @Override
  public StatefulSinkWriter<IndexedDocument, BufferedRequestState<IndexedDocument>> createWriter(
      Sink.InitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<IndexedDocument, BufferedRequestState<IndexedDocument>> restoreWriter(
      Sink.InitContext context, Collection<BufferedRequestState<IndexedDocument>> state) {
    return new ElasticsearchWriter(
        getElementConverter(),
        context,
        ElasticsearchWriter.configuration(
            getMaxBatchSize(),
            getMaxBatchSizeInBytes(),
            getMaxInFlightRequests(),
            getMaxBufferedRequests(),
            getMaxTimeInBufferMS(),
            getMaxRecordSizeInBytes()),
        state,
        connection,
        deadLetterIndex,
        retryDelay);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<IndexedDocument>>
      getWriterStateSerializer() {
    return new IndexedDocumentStateSerializer();
  }
}
