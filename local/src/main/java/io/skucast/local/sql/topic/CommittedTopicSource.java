package io.skucast.local.sql.topic;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kafka.config.BoundedMode;
import org.apache.flink.streaming.connectors.kafka.config.StartupMode;
import org.apache.flink.streaming.connectors.kafka.internals.KafkaTopicPartition;
import org.apache.flink.streaming.connectors.kafka.table.KafkaDynamicSource;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/**
 * Flink's own source of a topic that can end where, at the time of submission, what is committed
 * ends.
 *
 * <p>Flink's {@code scan.bounded.mode=latest-offset} will not do: it takes the end of what is
 * written, and then waits until the transaction that is open there is committed, which is the job's
 * next checkpoint, or a quarter of an hour if the job has died.
 *
 * <p>This class is needed where a query is planned, and nowhere else: what runs is Flink's.
 */
@SuppressWarnings("deprecation") // Flink names partitions so in its own table.
final class CommittedTopicSource extends KafkaDynamicSource {
  /** What the source of Flink is made with. */
  record Reading(
      DataType physicalDataType,
      DecodingFormat<DeserializationSchema<RowData>> keyDecodingFormat,
      DecodingFormat<DeserializationSchema<RowData>> valueDecodingFormat,
      int[] keyProjection,
      int[] valueProjection,
      String keyPrefix,
      List<String> topics,
      Pattern topicPattern,
      Properties properties,
      StartupMode startupMode,
      Map<KafkaTopicPartition, Long> specificStartupOffsets,
      long startupTimestampMillis,
      BoundedMode boundedMode,
      Map<KafkaTopicPartition, Long> specificBoundedOffsets,
      long boundedTimestampMillis,
      String tableIdentifier) {

    Reading upTo(Map<KafkaTopicPartition, Long> ends) {
      return new Reading(
          physicalDataType,
          keyDecodingFormat,
          valueDecodingFormat,
          keyProjection,
          valueProjection,
          keyPrefix,
          topics,
          topicPattern,
          properties,
          startupMode,
          specificStartupOffsets,
          startupTimestampMillis,
          BoundedMode.SPECIFIC_OFFSETS,
          ends,
          boundedTimestampMillis,
          tableIdentifier);
    }
  }

  private final Reading reading;
  private final boolean upToCommitted;

  /**
   * @param upToCommitted whether it ends
   */
  CommittedTopicSource(Reading reading, boolean upToCommitted) {
    super(
        reading.physicalDataType,
        reading.keyDecodingFormat,
        reading.valueDecodingFormat,
        reading.keyProjection,
        reading.valueProjection,
        reading.keyPrefix,
        reading.topics,
        reading.topicPattern,
        reading.properties,
        reading.startupMode,
        reading.specificStartupOffsets,
        reading.startupTimestampMillis,
        reading.boundedMode,
        reading.specificBoundedOffsets,
        reading.boundedTimestampMillis,
        false,
        reading.tableIdentifier);
    this.reading = reading;
    this.upToCommitted = upToCommitted;
  }

  /** The same, ending. One that the table's options give an end keeps that. */
  CommittedTopicSource upToCommitted() {
    return with(reading, reading.boundedMode == BoundedMode.UNBOUNDED);
  }

  @Override
  public DynamicTableSource copy() {
    return with(reading, upToCommitted);
  }

  private CommittedTopicSource with(Reading other, boolean ending) {
    CommittedTopicSource copy = new CommittedTopicSource(other, ending);
    copy.producedDataType = producedDataType;
    copy.metadataKeys = metadataKeys;
    copy.watermarkStrategy = watermarkStrategy;
    return copy;
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return upToCommitted ? new Ending(context) : super.getScanRuntimeProvider(context);
  }

  /** Asks for the end when the query is submitted: while it is planned nobody need wait for it. */
  private final class Ending implements DataStreamScanProvider {
    private final ScanContext context;

    Ending(ScanContext context) {
      this.context = context;
    }

    @Override
    public DataStream<RowData> produceDataStream(
        ProviderContext provider, StreamExecutionEnvironment environment) {
      CommittedTopicSource ending =
          with(
              reading.upTo(CommittedEnd.of(reading.properties, reading.topics.get(0)).offsets()),
              false);
      return ((DataStreamScanProvider) ending.getScanRuntimeProvider(context))
          .produceDataStream(provider, environment);
    }

    @Override
    public boolean isBounded() {
      return true;
    }
  }
}
