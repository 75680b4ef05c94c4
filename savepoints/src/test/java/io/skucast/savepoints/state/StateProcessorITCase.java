package io.skucast.savepoints.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.job.state.StateCatalogue;
import io.skucast.job.state.StateEntry;
import io.skucast.job.state.Uids;
import io.skucast.savepoints.SampleJob;
import io.skucast.savepoints.file.SavepointFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read here entry by entry is what Flink's State Processor API restores. */
class StateProcessorITCase {
  @TempDir Path folder;

  @Test
  void everySeriesIsReadAsFlinkRestoresItAlsoWhereOneWasDropped() throws Exception {
    SampleJob job = new SampleJob(Map.of("state.backend", "rocksdb"));
    SavepointFile whole = SavepointFile.open(job.savepoint(folder.resolve("whole"), 9));
    Set<String> keys = Set.copyOf(SeriesState.keysOf(whole, "sku-2", "north"));
    SavepointFile rest =
        SavepointFile.open(SeriesDrop.drop(whole, keys, folder.resolve("rest").toString()).path());
    for (SavepointFile savepoint : List.of(whole, rest)) {
      for (String uid : List.of(Uids.DEMAND_STATE, Uids.RECONCILIATION)) {
        TreeSet<String> entries = entries(savepoint, uid);
        assertThat(restored(savepoint, uid)).isEqualTo(entries);
        assertThat(entries).hasSizeGreaterThanOrEqualTo(2 * (SampleJob.SERIES - 1));
      }
    }
  }

  private static TreeSet<String> entries(SavepointFile savepoint, String uid) throws Exception {
    TreeSet<String> entries = new TreeSet<>();
    KeyedStates.of(savepoint, uid)
        .read(
            entry -> {
              if (entry.state().kind() != StoredState.Kind.TIMERS) {
                entries.add(
                    line(entry.key(), entry.state().name(), entry.place())
                        + StateJson.line(entry.value()));
              }
            });
    return entries;
  }

  private static String line(String key, String state, String place) {
    return key + " " + state + " " + place + " ";
  }

  private static TreeSet<String> restored(SavepointFile savepoint, String uid) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    SavepointReader reader =
        SavepointReader.read(env, savepoint.folder().toString(), new EmbeddedRocksDBStateBackend());
    TreeSet<String> lines = new TreeSet<>();
    CloseableIterator<String> read =
        reader
            .readKeyedState(
                OperatorIdentifier.forUid(uid), new Series(uid), Types.STRING, Types.STRING)
            .executeAndCollect();
    read.forEachRemaining(lines::add);
    read.close();
    return lines;
  }

  /** All values and entries of maps of a series, by the descriptors of the catalogue. */
  private static final class Series extends KeyedStateReaderFunction<String, String> {
    private static final long serialVersionUID = 1;

    private final String uid;
    private transient List<ValueState<?>> values;
    private transient List<String> valueNames;
    private transient List<MapState<?, ?>> maps;
    private transient List<String> mapNames;

    private Series(String uid) {
      this.uid = uid;
    }

    @Override
    public void open(Configuration parameters) {
      values = new ArrayList<>();
      valueNames = new ArrayList<>();
      maps = new ArrayList<>();
      mapNames = new ArrayList<>();
      for (StateEntry entry : StateCatalogue.of(uid)) {
        if (entry.descriptor() instanceof ValueStateDescriptor<?> value) {
          values.add(getRuntimeContext().getState(value));
          valueNames.add(entry.name());
        } else if (entry.kind().keyed()
            && entry.descriptor() instanceof MapStateDescriptor<?, ?> map) {
          maps.add(getRuntimeContext().getMapState(map));
          mapNames.add(entry.name());
        }
      }
    }

    @Override
    public void readKey(String key, Context context, Collector<String> out) throws Exception {
      for (int i = 0; i < values.size(); i++) {
        Object value = values.get(i).value();
        if (value != null) {
          out.collect(line(key, valueNames.get(i), "") + StateJson.line(StateJson.of(value)));
        }
      }
      for (int i = 0; i < maps.size(); i++) {
        for (Map.Entry<?, ?> entry : maps.get(i).entries()) {
          out.collect(
              line(key, mapNames.get(i), StateJson.text(entry.getKey()))
                  + StateJson.line(StateJson.of(entry.getValue())));
        }
      }
    }
  }
}
