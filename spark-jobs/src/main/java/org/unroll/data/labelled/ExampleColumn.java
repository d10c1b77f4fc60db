package org.unroll.data.labelled;

import java.io.Serializable;

/** A column of prepared examples; each example has a list of values of one kind in it. */
public final class ExampleColumn implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The kinds of values. */
  public enum Kind {
    /** Ids of tokens or labels. */
    INTS("int32", ""),
    /** Features. */
    FLOATS("float", ""),
    /** Words or texts. */
    STRINGS("binary", " (STRING)");

    private final String type;
    private final String annotation;

    Kind(String type, String annotation) {
      this.type = type;
      this.annotation = annotation;
    }
  }

  private final String name;
  private final Kind kind;

  private ExampleColumn(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  /** A column of ids, as {@code int[]}. */
  public static ExampleColumn ints(String name) {
    return new ExampleColumn(name, Kind.INTS);
  }

  /** A column of features, as {@code float[]}. */
  public static ExampleColumn floats(String name) {
    return new ExampleColumn(name, Kind.FLOATS);
  }

  /** A column of texts, as {@code String[]}. */
  public static ExampleColumn strings(String name) {
    return new ExampleColumn(name, Kind.STRINGS);
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  /** The column in the schema of a Parquet file. */
  String field() {
    return """
        required group %s (LIST) {
          repeated group list {
            required %s element%s;
          }
        }
        """
        .formatted(name, kind.type, kind.annotation);
  }
}
