package org.unroll.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The check that the Java runtime has read the arguments as UTF-8. The locale in the environment
 * decides that when the runtime starts; in the locale C, which cron, systemd and containers have,
 * each byte beyond ASCII is lost.
 */
final class ArgumentEncoding {

  private static final char REPLACEMENT = '\uFFFD';

  private ArgumentEncoding() {}

  /** The encoding in which the runtime reads arguments and the names of files. */
  static Charset ofThisRuntime() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  /** Returns what is wrong with the first argument that may have lost characters, if one may. */
  static Optional<String> problem(String[] arguments, Charset encoding) {
    boolean utf8 = encoding.equals(StandardCharsets.UTF_8);
    for (String argument : arguments) {
      if (utf8 ? argument.indexOf(REPLACEMENT) >= 0 : !isCertain(argument)) {
        return Optional.of(
            utf8
                ? "expected arguments in UTF-8, found other bytes in '" + argument + "'"
                : "expected a locale with UTF-8 for the argument '"
                    + argument
                    + "', found one with "
                    + encoding.name()
                    + advice());
      }
    }
    return Optional.empty();
  }

  /** Returns what to do if a runtime with this encoding fails, if that may be the reason. */
  static Optional<String> advice(String failure, Charset encoding) {
    return encoding.equals(StandardCharsets.UTF_8) || failure.chars().allMatch(c -> c < 128)
        ? Optional.empty()
        : Optional.of(advice());
  }

  private static String advice() {
    return "; set LC_ALL=C.UTF-8 in the environment";
  }

  /** A question mark may stand for a character that a program before this one has lost. */
  private static boolean isCertain(String argument) {
    return argument.chars().allMatch(c -> c < 128 && c != '?');
  }
}
