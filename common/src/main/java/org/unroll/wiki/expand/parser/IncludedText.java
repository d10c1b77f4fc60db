package org.unroll.wiki.expand.parser;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The part of a template's page that a call includes: without comments and {@code <noinclude>},
 * with {@code <includeonly>}, or what {@code <onlyinclude>} encloses where there is any.
 */
public final class IncludedText {

  private static final String COMMENT = "<!--";
  private static final String COMMENT_END = "-->";

  private final String page;
  private final String lower;
  private final StringBuilder included = new StringBuilder();

  /** The text within {@code <onlyinclude>}; null if there is no such element. */
  private @Nullable StringBuilder only;

  private boolean excluded;
  private boolean inOnly;

  private IncludedText(String page) {
    this.page = page;
    this.lower = page.toLowerCase(Locale.ROOT);
  }

  /** Returns what a call includes of a page. */
  public static String of(String page) {
    if (page.indexOf('<') < 0) {
      return page;
    }
    IncludedText text = new IncludedText(page);
    // Lower case has another length only in rare scripts, where tags are then read as written.
    return text.lower.length() == page.length() ? text.run() : page;
  }

  private String run() {
    int from = 0;
    int at = page.indexOf('<');
    while (at >= 0) {
      int after = markupEnd(at, from);
      if (after > at) {
        from = after;
      }
      at = page.indexOf('<', Math.max(after, at + 1));
    }
    append(from, page.length());
    return (only == null ? included : only).toString();
  }

  private void append(int from, int to) {
    if (excluded || from >= to) {
      return;
    }
    included.append(page, from, to);
    if (inOnly && only != null) {
      only.append(page, from, to);
    }
  }

  /**
   * Processes the comment or tag at {@code at}.
   *
   * @param from the start of the text before it that is not copied yet
   * @return its end; {@code at} if it is text
   */
  private int markupEnd(int at, int from) {
    if (page.startsWith(COMMENT, at)) {
      return comment(at, from);
    }
    if (lower.startsWith("<nowiki>", at)) {
      int end = lower.indexOf("</nowiki>", at);
      append(from, end < 0 ? at : end);
      return end < 0 ? at : copyFrom(end);
    }
    boolean closing = at + 1 < page.length() && page.charAt(at + 1) == '/';
    int name = closing ? at + 2 : at + 1;
    for (String tag : new String[] {"noinclude", "includeonly", "onlyinclude"}) {
      if (lower.startsWith(tag, name)) {
        int end = page.indexOf('>', name + tag.length());
        String rest = end < 0 ? "x" : page.substring(name + tag.length(), end).strip();
        if (rest.isEmpty() || rest.equals("/")) {
          append(from, at);
          if (rest.isEmpty()) {
            change(tag, closing);
          }
          return end + 1;
        }
      }
    }
    return at;
  }

  /** Copies the closing tag that starts at {@code end}, and returns the position after it. */
  private int copyFrom(int end) {
    int after = end + "</nowiki>".length();
    append(end, after);
    return after;
  }

  private void change(String tag, boolean closing) {
    switch (tag) {
      case "noinclude" -> excluded = !closing;
      case "onlyinclude" -> {
        inOnly = !closing;
        only = only == null ? new StringBuilder() : only;
      }
      default -> {
        // What is included only is included.
      }
    }
  }

  /** Skips a comment, with the whole line if there is nothing else on it. */
  private int comment(int at, int from) {
    int end = page.indexOf(COMMENT_END, at + COMMENT.length());
    int after = end < 0 ? page.length() : end + COMMENT_END.length();
    int start = at;
    while (start > from && page.charAt(start - 1) == ' ') {
      start--;
    }
    int lineEnd = after;
    while (lineEnd < page.length() && page.charAt(lineEnd) == ' ') {
      lineEnd++;
    }
    boolean wholeLine =
        start > 0
            && page.charAt(start - 1) == '\n'
            && lineEnd < page.length()
            && page.charAt(lineEnd) == '\n';
    append(from, wholeLine ? start : at);
    return wholeLine ? lineEnd + 1 : after;
  }
}
