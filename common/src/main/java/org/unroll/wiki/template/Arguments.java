package org.unroll.wiki.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.markup.TextBuffer;

/** The arguments of a template call, stripped of surrounding white space. */
final class Arguments {

  private static final int MAX_NAME_LENGTH = 30;

  private final List<String> positional = new ArrayList<>();
  private final Map<String, String> named = new HashMap<>();

  /**
   * Parses the arguments after the bars {@code bars[first]} to {@code bars[last - 1]}; the last
   * argument extends to the end of {@code text}.
   */
  static Arguments of(TextBuffer text, int[] bars, int first, int last) {
    Arguments arguments = new Arguments();
    for (int bar = first; bar < last; bar++) {
      int to = bar + 1 < last ? bars[bar + 1] : text.length();
      arguments.add(text.substring(bars[bar] + 1, to));
    }
    return arguments;
  }

  private void add(String argument) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? "" : argument.substring(0, Math.min(equals, 100)).strip();
    if (isName(name)) {
      named.put(name.toLowerCase(Locale.ROOT), argument.substring(equals + 1).strip());
    } else {
      positional.add(argument.strip());
    }
  }

  /** Tags, links and URLs that contain an equals sign are not named arguments. */
  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != ' ' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** Returns the positional arguments, separated by {@code separator}; null if there are none. */
  @Nullable String items(char separator) {
    return positional.isEmpty() ? null : String.join(String.valueOf(separator), positional);
  }

  /** Returns the argument with a name or a position (from 1); null if it is missing or empty. */
  @Nullable String get(String name) {
    String value = named.get(name);
    if (value == null && isPosition(name)) {
      int position = Integer.parseInt(name);
      value = position <= positional.size() ? positional.get(position - 1) : null;
    }
    if (value == null && name.equals("last") && !positional.isEmpty()) {
      value = positional.get(positional.size() - 1);
    }
    return value == null || value.isEmpty() ? null : value;
  }

  /** Returns the argument at a position (from 1), or null if it is missing or empty. */
  @Nullable String position(int position) {
    String name = Integer.toString(position);
    String value = named.get(name);
    if (value == null && position <= positional.size()) {
      value = positional.get(position - 1);
    }
    return value == null || value.isEmpty() ? null : value;
  }

  /** Tells whether there is an argument without a name. */
  boolean isEmpty() {
    return positional.isEmpty();
  }

  private static boolean isPosition(String name) {
    return name.length() == 1 && name.charAt(0) >= '1' && name.charAt(0) <= '9';
  }
}
