package org.unroll.wiki.markup;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of HTML and extension tags, by how the cleaner treats them. */
public enum Tag {
  /** Removed together with its content. */
  REMOVED(
      "ref references math chem ce gallery timeline score graph mapframe maplink imagemap hiero"
          + " templatedata templatestyles inputbox categorytree indicator includeonly charinsert"
          + " dynamicpagelist rss quiz phonos"),
  /** Encloses text whose markup is not interpreted. */
  LITERAL("nowiki pre source syntaxhighlight"),
  /** Encloses text whose line ends are kept. */
  POEM("poem"),
  /** Significant to MediaWiki but invisible to a reader of the page. */
  TRANSPARENT("noinclude onlyinclude section translate tvar languages"),
  /** Encloses a word and its reading, which brackets set off. */
  READING("rt ruby rb"),
  /** Formatting within running text. */
  INLINE(
      "b i u s em strong small big sub sup span font code tt kbd samp var del ins strike cite q"
          + " abbr acronym bdi bdo dfn mark data time rp rtc label wbr"),
  /** White space in running text. */
  SPACE("br"),
  /** Starts a line of its own. */
  BLOCK(
      "p div center blockquote hr ul ol li dl dt dd h1 h2 h3 h4 h5 h6 article aside"
          + " details summary figure figcaption header footer"),
  /** Encloses a table. */
  TABLE("table"),
  /** A part of a table. */
  CELL("tr td th caption thead tbody tfoot col colgroup");

  private static final int MAX_NAME_LENGTH = 16;

  private static final Map<String, Tag> BY_NAME = new HashMap<>();

  static {
    for (Tag tag : values()) {
      for (String name : tag.names.split(" ")) {
        BY_NAME.putIfAbsent(name, tag);
      }
    }
  }

  private final String names;

  Tag(String names) {
    this.names = names;
  }

  /** Returns the kind of the tag with a name in lower case, or null if it is unknown. */
  public static @Nullable Tag of(String name) {
    return BY_NAME.get(name);
  }

  /** Returns the name {@code text[from, to)} in lower case. */
  public static String name(char[] text, int from, int to) {
    return new String(text, from, to - from).toLowerCase(Locale.ROOT);
  }

  /** Tells whether wikitext between this tag and its closing tag is interpreted as usual. */
  public boolean enclosesMarkup() {
    return compareTo(READING) >= 0;
  }

  /** Returns the end of the name that starts at {@code from}; {@code from} if there is none. */
  public static int nameEnd(char[] text, int from, int end) {
    int i = from;
    int limit = Math.min(end, from + MAX_NAME_LENGTH + 1);
    while (i < limit && isNameCharacter(text[i])) {
      i++;
    }
    boolean ends = i < end && (text[i] == '>' || text[i] == '/' || text[i] <= ' ');
    return ends ? i : from;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '1' && c <= '6');
  }

  /**
   * Returns the position after the {@code >} that ends a tag's attributes, or -1 if the tag is not
   * closed. A quoted {@code >} counts only if no other precedes the next {@code <}, where the
   * search stops: this keeps the search for all tags of a page linear.
   */
  public static int attributesEnd(char[] text, int from, int end, StepBudget budget) {
    int quoted = -1;
    char quote = 0;
    for (int i = from; i < end; i++) {
      budget.spend(1);
      char c = text[i];
      if (c == '<') {
        break;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else if (c == '>' && quoted < 0) {
          quoted = i + 1;
        }
      } else if (c == '>') {
        return i + 1;
      } else if ((c == '"' || c == '\'') && text[i - 1] == '=') {
        quote = c;
      }
    }
    return quoted;
  }
}
