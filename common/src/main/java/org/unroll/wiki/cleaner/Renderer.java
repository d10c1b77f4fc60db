package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.Tag;
import org.unroll.wiki.markup.TextBuffer;
import org.unroll.wiki.markup.Urls;

/**
 * The last pass: lines. Tables are left out, headings and list items become lines of their own, and
 * the lines of a paragraph are joined. {@link InlineRenderer} handles the text within the lines.
 */
final class Renderer {

  /** The minimum number of hyphens in a horizontal rule. */
  private static final int MIN_RULE_LENGTH = 4;

  private final StepBudget budget;
  private final char[] text;
  private final int end;
  private final TextLayout layout;
  private final PlainText plain;
  private final InlineRenderer inline;
  private final boolean keepsHeadings;

  private Renderer(TextBuffer text, boolean keepsHeadings, StepBudget budget) {
    this.budget = budget;
    this.keepsHeadings = keepsHeadings;
    this.text = text.array();
    this.end = text.length();
    this.layout = new TextLayout(end + 16, budget);
    this.plain = layout.plain();
    this.inline = new InlineRenderer(this.text, layout, budget);
  }

  static String process(TextBuffer text, boolean keepsHeadings, StepBudget budget) {
    Renderer renderer = new Renderer(text, keepsHeadings, budget);
    renderer.run();
    return renderer.layout.finish();
  }

  private void run() {
    int from = 0;
    while (from < end) {
      int to = from;
      while (to < end && text[to] != '\n' && text[to] != Markers.BREAK) {
        to++;
      }
      line(from, to);
      if (to < end && text[to] == Markers.BREAK) {
        layout.endLine();
      }
      from = to + 1;
    }
  }

  private void line(int lineStart, int lineEnd) {
    budget.spend(lineEnd - lineStart);
    int from = lineStart;
    while (from < lineEnd && text[from] == Markers.DROPPED) {
      from++;
    }
    if (layout.isInParagraph()) {
      plain.space();
    }
    boolean gap = contains(Markers.DROPPED, lineStart, lineEnd);
    if (isBlank(from, lineEnd)) {
      if (gap && layout.isInParagraph() && !plain.endsSentence()) {
        plain.drop(); // A formula or the like on a line of its own.
      } else {
        layout.endLine();
      }
    } else if (!tableLine(from, lineEnd)) {
      if (from > lineStart) {
        plain.drop();
      }
      textLine(from, lineEnd);
    }
    if (gap) {
      layout.dropFromSection();
    }
  }

  private boolean contains(char mark, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == mark) {
        return true;
      }
    }
    return false;
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      byte kind = CharacterClasses.of(text[i]);
      if (kind != CharacterClasses.SPACE
          && kind != CharacterClasses.INVISIBLE
          && kind != CharacterClasses.DROPPED) {
        return false;
      }
    }
    return true;
  }

  /** Processes a line that starts, ends or belongs to a table; returns false if it does not. */
  private boolean tableLine(int lineStart, int to) {
    int from = lineStart;
    while (from < to && (text[from] == ' ' || text[from] == ':')) {
      from++;
    }
    char c = from < to ? text[from] : 0;
    char next = from + 1 < to ? text[from + 1] : 0;
    if (c == '{' && next == '|') {
      layout.openTable();
      return true;
    }
    if (c == '|' && next == '}' && layout.isInTable()) {
      layout.closeTable();
      inline.render(from + 2, to);
      layout.endLine();
      return true;
    }
    // A bar outside of tables is what is left of a broken template or table.
    return c == '|' || (c == '!' && layout.isInTable());
  }

  private void textLine(int from, int to) {
    char c = text[from];
    if (c == '=' && heading(from, to)) {
      return;
    }
    if (c == '*' || c == '#' || c == ':' || c == ';') {
      listItem(from, to);
    } else if (c == '-' && ruleEnd(from, to) - from >= MIN_RULE_LENGTH) {
      layout.endLine();
      inline.render(ruleEnd(from, to), to);
      layout.endLine();
    } else if (c == ' ') {
      layout.endLine();
      inline.render(from, to);
      layout.endLine();
    } else {
      inline.render(from, to);
      layout.continueParagraph();
    }
  }

  private int ruleEnd(int from, int to) {
    int i = from;
    while (i < to && text[i] == '-') {
      i++;
    }
    return i;
  }

  private boolean heading(int from, int lineEnd) {
    int to = lineEnd;
    while (to > from && text[to - 1] <= ' ') {
      to--;
    }
    int opening = 0;
    while (from + opening < to && text[from + opening] == '=') {
      opening++;
    }
    int closing = 0;
    while (to - closing > from && text[to - closing - 1] == '=') {
      closing++;
    }
    int level = Math.min(6, Math.min(opening, closing));
    if (opening == to - from) {
      level = Math.min(6, (opening - 1) / 2);
    }
    if (level == 0) {
      return false;
    }
    layout.endLine();
    if (!keepsHeadings) {
      return true;
    }
    int start = plain.length();
    inline.render(from + level, to - level);
    layout.endHeading(level, start);
    return true;
  }

  private void listItem(int lineStart, int to) {
    layout.endLine();
    int from = lineStart;
    while (from < to
        && (text[from] == '*' || text[from] == '#' || text[from] == ':' || text[from] == ';')) {
      from++;
    }
    int colon = text[from - 1] == ';' ? colon(from, to) : to;
    itemText(from, colon);
    if (colon < to) {
      itemText(colon + 1, to);
    }
  }

  /** Renders an item without a URL at its start or end, as lists of links have. */
  private void itemText(int from, int to) {
    budget.spend(to - from);
    int start = Urls.end(text, from, to);
    int end = Urls.start(text, start, to);
    if (start > from) {
      plain.drop();
    }
    inline.render(start, end);
    if (end < to) {
      plain.drop();
    }
    layout.endLine();
    if (end - start < to - from) {
      layout.dropFromSection();
    }
  }

  /** Returns the colon between a term and its definition, outside tags and URLs; or {@code to}. */
  private int colon(int from, int to) {
    int depth = 0;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c == ':' && depth == 0 && !(i + 1 < to && text[i + 1] == '/')) {
        return i;
      }
      if (c == '<' && i + 1 < to) {
        int after = Tag.attributesEnd(text, i + 1, to, budget);
        if (after > 0) {
          boolean alone = text[after - 2] == '/' || text[i + 1] == 'b' && text[i + 2] == 'r';
          depth = text[i + 1] == '/' ? Math.max(0, depth - 1) : alone ? depth : depth + 1;
          i = after - 1;
        }
      }
    }
    return to;
  }
}
