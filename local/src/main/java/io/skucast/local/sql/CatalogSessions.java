package io.skucast.local.sql;

import org.apache.flink.table.gateway.api.operation.OperationHandle;
import org.apache.flink.table.gateway.api.session.SessionEnvironment;
import org.apache.flink.table.gateway.api.utils.SqlGatewayException;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.operation.OperationExecutor;
import org.apache.flink.table.gateway.service.session.Session;
import org.apache.flink.table.gateway.service.session.SessionManagerImpl;

/** Sessions of a gateway that begin with the tables, views and functions. */
final class CatalogSessions extends SessionManagerImpl {
  private final TopicAddress topics;

  CatalogSessions(DefaultContext context, TopicAddress topics) {
    super(context);
    this.topics = topics;
  }

  @Override
  public synchronized Session openSession(SessionEnvironment environment)
      throws SqlGatewayException {
    Session session = super.openSession(environment);
    try {
      OperationExecutor executor = session.createExecutor();
      for (String statement : Catalog.statements(topics)) {
        executor.executeStatement(OperationHandle.create(), statement);
      }
      return session;
    } catch (RuntimeException e) {
      closeSession(session.getSessionHandle());
      throw new SqlGatewayException("the tables could not be loaded: " + e.getMessage(), e);
    }
  }
}
