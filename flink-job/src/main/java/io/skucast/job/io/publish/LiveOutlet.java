package io.skucast.job.io.publish;

import io.skucast.job.SalesForecastPipeline.Outlet;
import io.skucast.job.SalesForecastPipeline.Results;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.elasticsearch.ElasticsearchConnection;
import io.skucast.job.io.elasticsearch.ElasticsearchSink;
import io.skucast.job.io.elasticsearch.IndexedDocument;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.state.Uids;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/** All results, each made a document once, to Kafka exactly once and to Elasticsearch. */
public final class LiveOutlet implements Outlet {
  private final Settings settings;

  public LiveOutlet(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void connect(Results results) {
    DataStream<Published> published =
        documents(results, results.trends(), ResultDocuments::trend, Uids.TRENDS_JSON)
            .union(
                documents(
                    results, results.forecasts(), ResultDocuments::forecast, Uids.FORECASTS_JSON),
                documents(
                    results, results.accuracy(), ResultDocuments::accuracy, Uids.ACCURACY_JSON),
                documents(results, results.rollUps(), ResultDocuments::rollUp, Uids.ROLL_UPS_JSON),
                documents(results, results.alerts(), ResultDocuments::alert, Uids.ALERTS_JSON),
                documents(results, results.models(), ResultDocuments::model, Uids.MODELS_JSON),
                documents(
                    results, results.rejected(), ResultDocuments::rejection, Uids.REJECTED_JSON),
                documents(results, results.late(), ResultDocuments::late, Uids.LATE_JSON));
    published.sinkTo(KafkaEnds.sink(settings)).uid(Uids.KAFKA).name("kafka");
    published
        .map(Published::document)
        .returns(IndexedDocument.class)
        .uid(Uids.DOCUMENTS)
        .name("documents")
        .sinkTo(
            new ElasticsearchSink(
                ElasticsearchConnection.of(settings), settings.get(EndOptions.PREFIX)))
        .uid(Uids.ELASTICSEARCH)
        .name("elasticsearch");
  }

  private interface Writing<T> extends Serializable {
    Published write(ResultDocuments documents, T result) throws IOException;
  }

  private <T> DataStream<Published> documents(
      Results all, DataStream<T> results, Writing<T> writing, String uid) {
    return results
        .map(new ToDocument<>(settings, all.features(), writing))
        .returns(Published.class)
        .uid(uid)
        .name(uid);
  }

  private static final class ToDocument<T> extends RichMapFunction<T, Published> {
    private final Settings settings;
    private final ArrayList<String> features;
    private final Writing<T> writing;
    private transient ResultDocuments documents;

    ToDocument(Settings settings, List<String> features, Writing<T> writing) {
      this.settings = settings;
      this.features = new ArrayList<>(features);
      this.writing = writing;
    }

    @Override
    public void open(OpenContext context) {
      documents =
          new ResultDocuments(
              settings.get(EndOptions.PREFIX),
              settings.calendars(),
              settings.get(Options.LEVELS),
              features);
    }

    @Override
    public Published map(T result) throws IOException {
      return writing.write(documents, result);
    }
  }
}
