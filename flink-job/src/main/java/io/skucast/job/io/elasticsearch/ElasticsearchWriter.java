package io.skucast.job.io.elasticsearch;

import io.skucast.job.io.elasticsearch.BulkResponse.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkException;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the buffered documents and decides what becomes of each answer. */
@SuppressWarnings("deprecation") // The base class still takes Sink.InitContext from its sink.
final class ElasticsearchWriter extends AsyncSinkWriter<IndexedDocument, IndexedDocument> {

  private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchWriter.class);
  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
  private static final int OVERHEAD = 200;

  private final ElasticsearchConnection connection;
  private final String deadLetterIndex;
  private final RetryDelay retryDelay;
  private final RestClient client;
  private final ScheduledExecutorService delays;
  private final AtomicInteger failures = new AtomicInteger();
  private final Counter indexed;
  private final Counter alreadyThere;
  private final Counter retried;
  private final Counter rejectedDocuments;
  private volatile boolean closed;

  ElasticsearchWriter(
      ElementConverter<IndexedDocument, IndexedDocument> converter,
      Sink.InitContext context,
      AsyncSinkWriterConfiguration configuration,
      Collection<BufferedRequestState<IndexedDocument>> state,
      ElasticsearchConnection connection,
      String deadLetterIndex,
      RetryDelay retryDelay) {
    super(converter, context, configuration, state);
    this.connection = connection;
    this.deadLetterIndex = deadLetterIndex;
    this.retryDelay = retryDelay;
    MetricGroup metrics = context.metricGroup();
    this.indexed = metrics.counter("indexed", new ThreadSafeSimpleCounter());
    this.alreadyThere = metrics.counter("alreadyThere", new ThreadSafeSimpleCounter());
    this.retried = metrics.counter("retried", new ThreadSafeSimpleCounter());
    this.rejectedDocuments = metrics.counter("rejectedDocuments", new ThreadSafeSimpleCounter());
    this.client = connection.open();
    this.delays =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "elasticsearch-retries");
              thread.setDaemon(true);
              return thread;
            });
  }

  static AsyncSinkWriterConfiguration configuration(
      int batch, long batchBytes, int inFlight, int buffered, long bufferMillis, long recordBytes) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(batch)
        .setMaxBatchSizeInBytes(batchBytes)
        .setMaxInFlightRequests(inFlight)
        .setMaxBufferedRequests(buffered)
        .setMaxTimeInBufferMS(bufferMillis)
        .setMaxRecordSizeInBytes(recordBytes)
        .build();
  }

  @Override
  protected long getSizeInBytes(IndexedDocument document) {
    return document.json().length + OVERHEAD;
  }

  @Override
  protected void submitRequestEntries(
      List<IndexedDocument> documents, ResultHandler<IndexedDocument> handler) {
    List<IndexedDocument> sent = List.copyOf(documents);
    Request request = new Request("POST", "/_bulk");
    request.addParameter("filter_path", "items.*.status,items.*.error");
    request.setEntity(new ByteArrayEntity(BulkRequest.encode(sent), NDJSON));
    client.performRequestAsync(
        request,
        new ResponseListener() {
          @Override
          public void onSuccess(Response response) {
            guarded(handler, () -> answered(sent, response, handler));
          }

          @Override
          public void onFailure(Exception exception) {
            guarded(handler, () -> failed(sent, exception, handler));
          }
        });
  }

  private static void guarded(ResultHandler<IndexedDocument> handler, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      handler.completeExceptionally(e);
    }
  }

  private void answered(
      List<IndexedDocument> sent, Response response, ResultHandler<IndexedDocument> handler) {
    byte[] body;
    try {
      body = EntityUtils.toByteArray(response.getEntity());
    } catch (IOException e) {
      failed(sent, e, handler);
      return;
    }
    BulkResponse result;
    try {
      result = BulkResponse.classify(sent, body);
    } catch (IOException e) {
      stop(handler, "gave no answer to a bulk request that can be read: " + e.getMessage());
      return;
    }
    indexed.inc(result.indexed());
    alreadyThere.inc(result.alreadyThere());
    if (!result.forbidden().isEmpty()) {
      Rejection first = result.forbidden().get(0);
      stop(
          handler,
          "does not let this job write to "
              + first.document().index()
              + " ("
              + first.status()
              + "): "
              + first.reason());
      return;
    }
    List<IndexedDocument> again = new ArrayList<>(result.throttled());
    for (Rejection rejection : result.rejected()) {
      IndexedDocument document = rejection.document();
      if (document.index().equals(deadLetterIndex)) {
        stop(
            handler,
            "refuses the dead letter "
                + document.id()
                + " ("
                + rejection.status()
                + "): "
                + rejection.reason());
        return;
      }
      LOG.warn(
          "Elasticsearch refuses document {} of {} ({}): {}",
          document.id(),
          document.index(),
          rejection.status(),
          rejection.reason());
      again.add(BulkRequest.deadLetter(deadLetterIndex, rejection));
    }
    rejectedDocuments.inc(result.rejected().size());
    if (!result.throttled().isEmpty()) {
      retried.inc(result.throttled().size());
      later(again, "it has no room for " + result.throttled().size() + " documents", handler);
      return;
    }
    failures.set(0);
    if (again.isEmpty()) {
      handler.complete();
    } else {
      handler.retryForEntries(again);
    }
  }

  private void failed(
      List<IndexedDocument> sent, Exception exception, ResultHandler<IndexedDocument> handler) {
    if (closed) {
      return;
    }
    if (exception instanceof ResponseException response) {
      int status = response.getResponse().getStatusLine().getStatusCode();
      switch (BulkResponse.Outcome.of(status)) {
        case THROTTLED -> again(sent, "it answered " + status, handler);
        case FORBIDDEN ->
            stop(
                handler,
                "refuses the credentials (" + status + "): check the user name and the password");
        case INDEXED, ALREADY_THERE, REJECTED ->
            stop(handler, "refuses a whole bulk request (" + status + ")");
      }
    } else if (exception instanceof SSLException) {
      stop(handler, "cannot be reached safely: " + exception.getMessage());
    } else if (exception instanceof IOException) {
      again(sent, exception.toString(), handler);
    } else {
      handler.completeExceptionally(exception);
    }
  }

  private void again(
      List<IndexedDocument> sent, String why, ResultHandler<IndexedDocument> handler) {
    retried.inc(sent.size());
    later(sent, why, handler);
  }

  private void later(
      List<IndexedDocument> documents, String why, ResultHandler<IndexedDocument> handler) {
    long delay = retryDelay.afterFailures(failures.getAndIncrement());
    LOG.warn("Elasticsearch at {}: {}; trying again in {} ms", connection, why, delay);
    try {
      delays.schedule(() -> handler.retryForEntries(documents), delay, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the writer is closed: its documents are in the last checkpoint", e);
    }
  }

  private void stop(ResultHandler<IndexedDocument> handler, String why) {
    handler.completeExceptionally(
        new SuppressRestartsException(
            new FlinkException("Elasticsearch at " + connection + " " + why)));
  }

  @Override
  public void close() {
    closed = true;
    delays.shutdownNow();
    try {
      client.close();
    } catch (IOException e) {
      LOG.warn("closing the client of Elasticsearch at " + connection, e);
    }
    super.close();
  }
}
