package org.unroll.wiki.expand;

import org.jspecify.annotations.Nullable;

/** The words in braces that stand for facts about the page: {@code {{PAGENAME}}}. */
final class Variables {

  private final String title;
  private final String language;

  /**
   * Creates the variables of an article.
   *
   * @param title of the page; empty if unknown
   */
  Variables(String title, String language) {
    this.title = title;
    this.language = language;
  }

  /**
   * Returns the value of a variable; null if there is none of that name.
   *
   * @throws UnexpandableException if the variable is known, but not its value
   */
  @Nullable String value(String name) {
    return switch (name) {
      case "!" -> "|";
      case "=" -> "=";
      case "PAGENAME",
          "PAGENAMEE",
          "FULLPAGENAME",
          "FULLPAGENAMEE",
          "ARTICLEPAGENAME",
          "SUBJECTPAGENAME" ->
          known(title);
      case "BASEPAGENAME", "BASEPAGENAMEE" -> known(title.substring(0, slash(title, true)));
      case "ROOTPAGENAME", "ROOTPAGENAMEE" -> known(title.substring(0, slash(title, false)));
      case "SUBPAGENAME", "SUBPAGENAMEE" -> known(title.substring(title.lastIndexOf('/') + 1));
      case "NAMESPACE", "NAMESPACEE", "SUBJECTSPACE", "ARTICLESPACE" -> "";
      case "NAMESPACENUMBER" -> "0";
      case "CONTENTLANGUAGE", "CONTENTLANG", "PAGELANGUAGE" -> known(language);
      default -> {
        if (isOfTheMoment(name)) {
          throw new UnexpandableException();
        }
        yield null;
      }
    };
  }

  private static String known(String value) {
    if (value.isEmpty()) {
      throw new UnexpandableException();
    }
    return value;
  }

  private static int slash(String title, boolean last) {
    int slash = last ? title.lastIndexOf('/') : title.indexOf('/');
    return slash <= 0 ? title.length() : slash;
  }

  /** Tells whether a variable depends on the time or on the state of the wiki. */
  private static boolean isOfTheMoment(String name) {
    return name.startsWith("CURRENT")
        || name.startsWith("LOCAL")
        || name.startsWith("REVISION")
        || name.startsWith("NUMBEROF")
        || name.equals("SITENAME")
        || name.equals("SERVER");
  }
}
