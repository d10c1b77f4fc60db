package org.unroll.records;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.unroll.errors.BadDataException;

/**
 * The rows of Parquet files or of a table, with their types.
 *
 * @param schema of all rows
 * @param rows in the order of the input
 * @param count the number of rows, where that costs little to know
 */
public record TypedRows(StructType schema, JavaRDD<TypedRow> rows, OptionalLong count) {

  /** Returns a schema with further columns of texts. */
  static StructType with(StructType schema, String[] names, String source) {
    StructType all = schema;
    for (String name : names) {
      if (Arrays.asList(schema.fieldNames()).contains(name)) {
        throw new BadDataException(
            source
                + ": expected no column "
                + name
                + ", as its value is given with the path, found one in the file; give it another"
                + " name");
      }
      all = all.add(name, DataTypes.StringType);
    }
    return all;
  }

  /**
   * Returns the one schema of all files.
   *
   * @param schemas by folder
   */
  static StructType same(Map<String, StructType> schemas) {
    Iterator<Map.Entry<String, StructType>> all = schemas.entrySet().iterator();
    Map.Entry<String, StructType> first = all.next();
    while (all.hasNext()) {
      Map.Entry<String, StructType> other = all.next();
      if (!first.getValue().catalogString().equals(other.getValue().catalogString())) {
        throw new BadDataException(
            "expected Parquet files of one schema, found "
                + first.getValue().catalogString()
                + " in "
                + first.getKey()
                + " and "
                + other.getValue().catalogString()
                + " in "
                + other.getKey());
      }
    }
    return first.getValue();
  }
}
