package io.skucast.local.sql;

import io.skucast.local.sql.topic.TopicException;
import java.io.IOException;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;

/** Flink's exceptions as one line each. */
final class SqlFailure {
  private SqlFailure() {}

  /**
   * @return of a topic that cannot be asked, or a query that fails while it runs
   * @throws IllegalArgumentException if the statement itself is wrong
   */
  static IOException of(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof TopicException) {
        return new IOException(at.getMessage(), e);
      }
    }
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof ValidationException
          || at instanceof SqlParserException
          || at instanceof TableException) {
        throw new IllegalArgumentException("wrong SQL: " + innermost(at), e);
      }
    }
    return new IOException("the query failed: " + innermost(e), e);
  }

  /** The message nearest to the cause, without what the parser would rather have had. */
  private static String innermost(Throwable e) {
    String message = e.toString();
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at.getMessage() != null && !at.getMessage().isBlank()) {
        message = at.getMessage();
      }
    }
    int expected = message.indexOf("Was expecting");
    String told = expected > 0 ? message.substring(0, expected) : message;
    return told.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
