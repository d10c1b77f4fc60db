package org.unroll.cli.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Split;
import org.unroll.errors.ConfigurationException;
import org.unroll.records.InputPath;

/**
 * The paths of labelled data as users write them: {@code PATH}, {@code train=PATH}, {@code
 * label=pos:PATH} and {@code train=label=pos:PATH}. A path with such a beginning in its own name is
 * written {@code ./label=pos:PATH}.
 */
final class InputPaths {

  /** A column with one value in all files of a path, before that path. */
  private static final Pattern COLUMN =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_-]*)=([^:/]*):(.*)", Pattern.DOTALL);

  private InputPaths() {}

  /** Groups what is given by its split, in the order of the splits. */
  static Map<Optional<Split>, List<String>> bySplit(String option, List<String> given) {
    Map<Split, List<String>> ofSplits = new EnumMap<>(Split.class);
    List<String> whole = new ArrayList<>();
    for (String value : given) {
      Split split = splitOf(value);
      String rest = split == null ? value : value.substring(split.label().length() + 1);
      (split == null ? whole : ofSplits.computeIfAbsent(split, key -> new ArrayList<>())).add(rest);
    }
    if (!whole.isEmpty() && !ofSplits.isEmpty()) {
      throw new ConfigurationException(
          option + " expects a split with all of them or with none, found " + given);
    }
    Map<Optional<Split>, List<String>> all = new LinkedHashMap<>();
    if (!whole.isEmpty()) {
      all.put(Optional.empty(), whole);
    }
    ofSplits.forEach((split, values) -> all.put(Optional.of(split), values));
    return all;
  }

  /** The split that an argument such as {@code train=PATH} names, if it names one. */
  static @Nullable Split splitOf(String text) {
    for (Split split : Split.values()) {
      if (text.startsWith(split.label() + "=")) {
        return split;
      }
    }
    return null;
  }

  static String nameOf(Optional<Split> split) {
    return split.map(named -> " of the split " + named.label()).orElse("");
  }

  static List<InputPath> parse(List<String> given) {
    return given.stream().map(InputPaths::parse).toList();
  }

  static InputPath parse(String given) {
    Map<String, String> fixed = new LinkedHashMap<>();
    String rest = given;
    for (Matcher match = COLUMN.matcher(rest); match.matches(); match = COLUMN.matcher(rest)) {
      if (fixed.put(match.group(1), match.group(2)) != null) {
        throw new ConfigurationException(
            "--input expects a column once before a path, found " + given);
      }
      rest = match.group(3);
    }
    return new InputPath(rest, fixed);
  }
}
