package org.unroll.wiki.expand;

import org.jspecify.annotations.Nullable;
import org.unroll.wiki.template.MagicWords;

/** The words in braces that stand for facts about the page: {@code {{PAGENAME}}}. */
final class Variables {

  /** The maximum length of a word with the title of a page. */
  private static final int MAX_LENGTH = 300;

  private final MagicWords words;
  private final String title;

  /**
   * Creates the variables of an article.
   *
   * @param title of the page; empty if unknown
   */
  Variables(MagicWords words, String title) {
    this.words = words;
    this.title = title;
  }

  /**
   * Returns the value of a variable; null if there is none of that name, or if its value is not
   * known.
   *
   * @throws UnexpandableException if the variable depends on the time or the state of the wiki
   */
  @Nullable String value(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH || isSmall(name.charAt(0))) {
      return null;
    }
    return switch (name) {
      case "!" -> "|";
      case "=" -> "=";
      case "NAMESPACENUMBER" -> "0";
      default -> {
        if (isOfTheMoment(name)) {
          throw new UnexpandableException();
        }
        yield words.text(name, title);
      }
    };
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isOfTheMoment(String name) {
    return name.startsWith("CURRENT")
        || name.startsWith("LOCAL")
        || name.startsWith("REVISION")
        || name.startsWith("NUMBEROF")
        || name.equals("SERVER");
  }
}
