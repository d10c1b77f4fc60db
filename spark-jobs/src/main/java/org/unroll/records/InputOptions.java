package org.unroll.records;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import org.unroll.dump.Dump.Damage;
import org.unroll.lines.TextFormat;

/** The options of an input as keys of the data's fingerprint; what is not given is left out. */
final class InputOptions {

  private InputOptions() {}

  static Config of(String format, Config ofFormat, TextFormat text, List<InputPath> paths) {
    Config options = withColumns(with(ofFormat, "format", format), paths);
    if (!text.encodingName().equals(TextFormat.UTF_8.encodingName())) {
      options = with(options, "encoding", text.encodingName());
    }
    return text.damage() == Damage.SKIP ? with(options, "damage", "skip") : options;
  }

  /** Adds the columns given with paths, in the order of the paths. */
  static Config withColumns(Config options, List<InputPath> paths) {
    List<String> columns = paths.stream().map(path -> path.columns().toString()).toList();
    return paths.stream().allMatch(path -> path.columns().isEmpty())
        ? options
        : options.withValue("path-columns", ConfigValueFactory.fromAnyRef(columns));
  }

  static Config format(String name) {
    return with(ConfigFactory.empty(), "format", name);
  }

  static Config with(Config options, String key, String value) {
    return options.withValue(key, ConfigValueFactory.fromAnyRef(value));
  }
}
