package io.skucast.udf.doc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the page of functions says of one. The example is run through the planner by a test, and
 * must give the result that is written beside it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FunctionDoc {
  /** The name in SQL, in capitals. */
  String name();

  /** One sentence: what it gives. */
  String purpose();

  /** In their order. */
  Argument[] arguments();

  /** What a null in an argument does. */
  String nulls();

  /** The result: type, unit and range. */
  String returns();

  /** A whole SQL query. */
  String example();

  /** What the example prints: rows by line, columns separated by a bar. */
  String result();

  /** Formula or source, where there is one. */
  String source() default "";

  /** One argument. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Argument {
    /** Lower case. */
    String name();

    /** The SQL type. */
    String type();

    /** What it is, with its unit and what is allowed. */
    String meaning();
  }
}
