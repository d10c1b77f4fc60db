package org.unroll.wiki.expand;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.Tag;

/**
 * The removal of what templates write beside the text of the article: sort keys and other hidden
 * elements, and the marks of editors, such as {@code [citation needed]}.
 */
final class HiddenText {

  private static final Pattern HIDDEN =
      Pattern.compile(
          "display\\s*:\\s*none|id\\s*[=\\x15]\\s*[\"']?coordinates|visibility\\s*:\\s*hidden"
              + "|class\\s*[=\\x15]\\s*[\"']?[^\"'>]*\\b(noprint|reference|sortkey|metadata|noexcerpt|error"
              + "|inline-template|need_ref_tag|navigation-not-searchable)\\b");

  private static final Set<String> MARK_TAGS = Set.of("sup", "small", "span", "i");

  private static final Pattern NESTED = Pattern.compile("(?i)<(?:sup|small|span|i)\\b");

  /** The number of the namespace of pages about the wiki, and that of its manual. */
  private static final int[] ABOUT_THE_WIKI = {4, 12};

  private final Set<String> prefixes = new HashSet<>(Set.of("project", "wikipedia", "wp", "help"));

  HiddenText(SiteInfo site) {
    for (int number : ABOUT_THE_WIKI) {
      String name = site.namespaces().get(number);
      if (name != null) {
        prefixes.add(name.toLowerCase(Locale.ROOT));
      }
    }
  }

  /**
   * Removes what a reader does not see, and editors' marks.
   *
   * @return null if the text is a note of editors as a whole
   */
  @Nullable String remove(String text, StepBudget budget) {
    String shown = text.indexOf('<') < 0 ? text : withoutElements(text, budget);
    return linksToNotes(shown) ? null : shown;
  }

  private String withoutElements(String text, StepBudget budget) {
    char[] in = text.toCharArray();
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < in.length) {
      int end = in[i] == '<' ? hiddenEnd(in, text, i, budget) : i;
      if (end > i) {
        out.append(Markers.DROPPED);
        i = end;
      } else {
        out.append(in[i++]);
      }
    }
    return out.toString();
  }

  /** Returns the end of the hidden element that starts at {@code start}; that if it is shown. */
  private int hiddenEnd(char[] in, String text, int start, StepBudget budget) {
    int nameEnd = Tag.nameEnd(in, start + 1, in.length);
    int contentStart =
        nameEnd == start + 1 ? -1 : Tag.attributesEnd(in, nameEnd, in.length, budget);
    if (contentStart < 0 || in[contentStart - 2] == '/') {
      return start;
    }
    String name = Tag.name(in, start + 1, nameEnd);
    String attributes = text.substring(nameEnd, contentStart).toLowerCase(Locale.ROOT);
    boolean hidden = HIDDEN.matcher(attributes).find();
    if (!hidden && !MARK_TAGS.contains(name)) {
      return start;
    }
    int close = closingTag(in, name, contentStart, budget);
    if (close < 0 || !(hidden || isMark(text.substring(contentStart, close), name))) {
      return start;
    }
    int end = Tag.attributesEnd(in, close + 2 + name.length(), in.length, budget);
    return end < 0 ? start : end;
  }

  /** Returns the start of the tag that closes an element, those of its kind in it considered. */
  private static int closingTag(char[] in, String name, int from, StepBudget budget) {
    int depth = 1;
    for (int i = from; i + 1 < in.length; i++) {
      budget.spend(1);
      if (in[i] != '<') {
        continue;
      }
      boolean closing = in[i + 1] == '/';
      int nameStart = closing ? i + 2 : i + 1;
      int nameEnd = Tag.nameEnd(in, nameStart, in.length);
      if (Tag.name(in, nameStart, nameEnd).equals(name)) {
        depth += closing ? -1 : 1;
        if (depth == 0) {
          return i;
        }
      }
    }
    return -1;
  }

  /** Tells whether the content of an element is a mark of editors: bracketed, or about the wiki. */
  private boolean isMark(String content, String name) {
    boolean mark = name.equals("sup");
    if (!mark && NESTED.matcher(content).find()) {
      return false; // The mark is a part of the content.
    }
    if (linksToNotes(content)) {
      return true;
    }
    String plain = content.replaceAll("<[^<>]{0,200}>|'''?|&nbsp;|[\\s\\x01-\\x05]", "");
    boolean bracketed =
        (plain.startsWith("[") && !plain.startsWith("[["))
            || plain.startsWith("[[[")
            || plain.startsWith("&#91;")
            || plain.startsWith("&#x5b;")
            || plain.startsWith("&#x5B;")
            || plain.startsWith("&lsqb;")
            || plain.startsWith(":"); // The page of a reference.
    return mark && bracketed;
  }

  /** Tells whether there is a link to a page about the wiki. */
  private boolean linksToNotes(String text) {
    int link = text.indexOf("[[");
    while (link >= 0) {
      int start = link + 2;
      if (start < text.length() && text.charAt(start) == ':') {
        start++;
      }
      int colon = text.indexOf(':', start);
      if (colon > 0
          && colon - start < 40
          && prefixes.contains(
              TemplateTitles.spaced(text.substring(start, colon)).toLowerCase(Locale.ROOT))) {
        return true;
      }
      link = text.indexOf("[[", link + 2);
    }
    return false;
  }
}
