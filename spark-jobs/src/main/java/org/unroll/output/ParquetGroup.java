package org.unroll.output;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;

/** A converter of a group of a Parquet file that passes each field to its own converter. */
public class ParquetGroup extends GroupConverter {

  private final Converter[] fields;

  /** Creates a converter of fields in the order of the requested schema. */
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
