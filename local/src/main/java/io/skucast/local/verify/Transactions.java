package io.skucast.local.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;

/** The transactions of a broker that hold records which no reader of what is committed sees yet. */
final class Transactions implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final Set<TransactionState> OPEN =
      Set.of(TransactionState.ONGOING, TransactionState.PREPARE_COMMIT);

  private final Admin admin;

  Transactions(String bootstrap) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /**
   * @param group of the job: its transactions' names begin with it
   */
  long open(String group) throws IOException, InterruptedException {
    try {
      return admin
          .listTransactions(new ListTransactionsOptions().filterStates(OPEN))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .stream()
          .filter(transaction -> transaction.transactionalId().startsWith(group + "-results"))
          .count();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Kafka does not tell which transactions are open: " + e, e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
