package org.unroll.data.labelled;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The columns of the examples of a task, in order. */
public final class ExampleSchema implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ExampleColumn[] columns;

  public ExampleSchema(ExampleColumn... columns) {
    this.columns = columns.clone();
  }

  List<ExampleColumn> columns() {
    return List.of(columns);
  }

  /** The schema of a Parquet file. */
  MessageType message() {
    return MessageTypeParser.parseMessageType(
        columns().stream()
            .map(ExampleColumn::field)
            .collect(Collectors.joining("", "message example {\n", "}\n")));
  }
}
