package org.unroll.records.formats;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A text a line, in the column {@code text}. */
public record TextLinesFormat() implements LineFormat {

  private static final String[] COLUMNS = {"text"};

  @Override
  public String name() {
    return "text";
  }

  @Override
  public Config options() {
    return ConfigFactory.empty();
  }

  @Override
  public boolean splittable() {
    return true;
  }

  @Override
  public RecordReader reader(PartLines lines, Supplier<@Nullable String> firstLine) {
    return () -> {
      String line = lines.next();
      return line == null ? null : new LineRecord(lines.number(), COLUMNS, new Object[] {line});
    };
  }
}
