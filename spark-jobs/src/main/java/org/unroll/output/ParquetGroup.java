package org.unroll.output;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;

/** Takes a group of a Parquet file: each field goes to the converter at its place. */
public class ParquetGroup extends GroupConverter {

  private final Converter[] fields;

  /** A group of fields in the order of the schema that is read. */
  public ParquetGroup(Converter... fields) {
    this.fields = fields;
  }

  @Override
  public Converter getConverter(int field) {
    return fields[field];
  }

  @Override
  public void start() {}

  @Override
  public void end() {}
}
