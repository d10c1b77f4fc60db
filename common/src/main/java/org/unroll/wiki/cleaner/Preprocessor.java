package org.unroll.wiki.cleaner;

import org.jspecify.annotations.Nullable;
import org.unroll.wiki.cleaner.BracketStack.Kind;
import org.unroll.wiki.expand.PageTemplates;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The first pass: comments, extension tags, templates and language variants. Their content is
 * removed or replaced by the text that a reader sees; text without markup ({@code <nowiki>}) is
 * protected from the later passes.
 *
 * <p>It reads the page once, with a stack of the open brackets. Brackets that are never closed are
 * left unchanged.
 */
final class Preprocessor {

  private static final boolean[] SPECIAL = new boolean[128];

  static {
    for (char c = 0; c < ' '; c++) {
      SPECIAL[c] = c != '\t';
    }
    for (char c : "<{}[]|-".toCharArray()) {
      SPECIAL[c] = true;
    }
  }

  private final PageTemplates templates;
  private final char[] in;
  private final int end;
  private final TextBuffer out;
  private final StepBudget budget;
  private final TagProcessor tags;
  private final BracketStack open = new BracketStack();

  /** Creates a pass over a page. */
  Preprocessor(PageTemplates templates, String wikitext, StepBudget budget) {
    this.budget = budget;
    this.templates = templates;
    this.in = wikitext.toCharArray();
    this.end = in.length;
    this.out = new TextBuffer(end + 16, budget);
    this.tags = new TagProcessor(in, out, budget);
  }

  /** Returns the page without comments, extension tags, templates and variants. */
  TextBuffer process() {
    int start = 0;
    int i = 0;
    while (i < end) {
      char c = in[i];
      if (c >= SPECIAL.length || !SPECIAL[c]) {
        i++;
      } else {
        out.append(in, start, i);
        i = special(c, i);
        start = i;
      }
    }
    out.append(in, start, end);
    open.dropUnclosed(out);
    return out;
  }

  /** Processes the character {@code c} at {@code i}; returns the next position to read. */
  private int special(char c, int i) {
    switch (c) {
      case '<':
        return tags.process(i);
      case '{':
        return openBraces(i);
      case '}':
        return closeBraces(i);
      case '[':
        return openLink(i);
      case ']':
        return closeLink(i);
      case '|':
        bar();
        return i + 1;
      case '-':
        return openVariant(i);
      case '\n':
        out.append(tags.isInPoem() ? Markers.BREAK : c);
        return i + 1;
      default:
        return i + 1; // A control character.
    }
  }

  private char charAt(int i) {
    return i < end ? in[i] : 0;
  }

  private int runEnd(int from) {
    int i = from;
    while (i < end && in[i] == in[from]) {
      i++;
    }
    budget.spend(i - from);
    return i;
  }

  private void bar() {
    if (open.isTop(Kind.BRACES)) {
      open.addBar(out.length());
    }
    out.append('|');
  }

  // Links

  private int openLink(int i) {
    if (open.hasBraces() && charAt(i + 1) == '[') {
      out.append("[[");
      open.push(Kind.LINK, 0, out.length());
      return i + 2;
    }
    out.append('[');
    return i + 1;
  }

  private int closeLink(int i) {
    if (charAt(i + 1) == ']' && open.isTop(Kind.LINK)) {
      open.pop();
      out.append("]]");
      return i + 2;
    }
    out.append(']');
    return i + 1;
  }

  // Templates and their parameters

  private int openBraces(int i) {
    int after = runEnd(i);
    out.append(in, i, after);
    if (after - i >= 2) {
      open.push(Kind.BRACES, after - i, out.length());
    }
    return after;
  }

  private int closeBraces(int i) {
    int after = runEnd(i);
    int left = after - i;
    while (left >= 2 && open.hasBraces()) {
      while (!open.isTop(Kind.BRACES)) {
        open.pop(); // A link or variant that was not closed within the template.
      }
      left -= closeTop(left);
    }
    if (left == 1 && charAt(after) == '-' && open.isTop(Kind.VARIANT)) {
      closeVariant();
      return after + 1;
    }
    out.append(in, after - left, after);
    return after;
  }

  /** Closes two or three braces of the top frame, which is of braces; returns how many. */
  private int closeTop(int closing) {
    int count = Math.min(3, Math.min(closing, open.braces()));
    String text = count == 3 ? parameterDefault() : templateText();
    out.truncate(open.start() - count);
    open.closeBraces(count, out.length());
    if (text == null) {
      out.append(Markers.DROPPED);
    } else {
      int from = out.length();
      appendExpanded(text);
      if (open.hasBraces()) {
        protectEquals(from);
      }
    }
    return count;
  }

  /** Appends the text of a template, whose tags are not processed yet. */
  private void appendExpanded(String text) {
    if (text.indexOf('<') < 0) {
      out.append(text);
      return;
    }
    char[] expanded = text.toCharArray();
    TagProcessor ownTags = new TagProcessor(expanded, out, budget);
    int start = 0;
    int i = 0;
    while (i < expanded.length) {
      if (expanded[i] == '<') {
        out.append(expanded, start, i);
        i = ownTags.process(i);
        start = i;
      } else {
        i++;
      }
    }
    out.append(expanded, start, expanded.length);
  }

  /**
   * Protects the equals signs in the text of a template that is an argument of another, where they
   * end no argument's name; headings keep theirs.
   */
  private void protectEquals(int from) {
    for (int i = from; i < out.length(); i++) {
      boolean alone = (i == from || out.charAt(i - 1) != '=') && out.charAt(i) == '=';
      if (alone && (i + 1 == out.length() || out.charAt(i + 1) != '=')) {
        out.set(i, Markers.literal('='));
      }
    }
    budget.spend(out.length() - from);
  }

  /** Returns the default value of the parameter in the top frame, or null. */
  private @Nullable String parameterDefault() {
    int bar = open.firstBar();
    return open.barCount() > bar ? out.substring(open.bars()[bar] + 1, out.length()) : null;
  }

  private @Nullable String templateText() {
    int first = open.firstBar();
    int[] bars = open.bars();
    int nameEnd = open.barCount() > first ? bars[first] : out.length();
    return templates.text(out, open.start(), nameEnd, bars, first, open.barCount());
  }

  // Variants of a language: -{zh-hans:...; zh-hant:...}-

  private int openVariant(int i) {
    if (charAt(i + 1) == '{' && charAt(i + 2) != '{') {
      out.append("-{");
      open.push(Kind.VARIANT, 0, out.length());
      return i + 2;
    }
    out.append('-');
    return i + 1;
  }

  private void closeVariant() {
    int start = open.start();
    open.pop();
    String text = LanguageVariants.choose(out.substring(start, out.length()), budget);
    out.truncate(start - 2);
    out.append(text);
  }
}
