package org.unroll.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;

/** The columns that a model adds to rows. */
final class AddedColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String[] keys; // of the model's values
  private final StructType fields;

  private AddedColumns(String[] keys, StructType fields) {
    this.keys = keys;
    this.fields = fields;
  }

  /**
   * Returns the columns of a model. A value that has the name of a column that the model reads,
   * such as the words that a tagger tags, is left out: the row has it.
   *
   * @param prefix of their names
   */
  static AddedColumns of(RowModel<?> model, String prefix) {
    List<String> keys = new ArrayList<>();
    StructType fields = new StructType();
    for (StructField field : StructType.fromDDL(model.schema()).fields()) {
      if (!model.columns().contains(prefix + field.name())) {
        keys.add(field.name());
        fields = fields.add(prefix + field.name(), field.dataType(), true);
      }
    }
    return new AddedColumns(keys.toArray(String[]::new), fields);
  }

  StructType fields() {
    return fields;
  }

  /**
   * Checks that rows can have these columns.
   *
   * @param columns of the rows
   * @throws BadDataException naming a column that they have already
   */
  void checkNew(List<String> columns, String input) {
    for (String name : fields.fieldNames()) {
      if (columns.stream().anyMatch(name::equalsIgnoreCase)) {
        throw new BadDataException(
            "expected no column %s in %s, as the result has one, found one; give --prefix, such as model_, for the columns of the result"
                .formatted(name, input));
      }
    }
  }

  /** Puts the values by column; nulls if there are none. */
  void putInto(Map<String, @Nullable Object> row, @Nullable Map<String, Object> values) {
    for (int i = 0; i < keys.length; i++) {
      row.put(fields.fieldNames()[i], values == null ? null : values.get(keys[i]));
    }
  }

  /** Sets the last values of a row, as Spark has them; leaves nulls if there are none. */
  void setLast(@Nullable Object[] row, @Nullable Map<String, Object> values) {
    for (int i = 0; values != null && i < keys.length; i++) {
      row[row.length - keys.length + i] = value(values.get(keys[i]), fields.fields()[i].dataType());
    }
  }

  private static @Nullable Object value(@Nullable Object value, DataType type) {
    if (value instanceof List<?> list && type instanceof ArrayType array) {
      return list.stream().map(element -> value(element, array.elementType())).toArray();
    }
    if (value instanceof Map<?, ?> map && type instanceof StructType struct) {
      @Nullable Object[] values = new Object[struct.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(map.get(struct.fieldNames()[i]), struct.fields()[i].dataType());
      }
      Row row = RowFactory.create(values);
      return row;
    }
    if (value instanceof Number number) {
      return type.equals(DataTypes.LongType)
          ? (Object) number.longValue()
          : type.equals(DataTypes.DoubleType) ? (Object) number.doubleValue() : value;
    }
    return value;
  }
}
