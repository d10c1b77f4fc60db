package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.BehaviorSwitches;
import org.unroll.wiki.markup.Entities;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.Quotes;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.Tag;
import org.unroll.wiki.markup.TextBuffer;
import org.unroll.wiki.markup.Urls;

/**
 * The last pass: lines. Tables are left out, headings and list items become lines, the lines of a
 * paragraph become one; tags, apostrophes, entities and switches are dealt with on the way.
 */
final class Renderer {

  private static final int LONGEST_RULE = 4;

  private final StepBudget work;
  private final char[] text;
  private final int end;
  private final PlainText plain;
  private final Headings headings;
  private final Tables tables;
  private final boolean keepsHeadings;

  /** Whether the next line of running text belongs to the paragraph of the one before. */
  private boolean inParagraph;

  private Renderer(TextBuffer text, boolean keepsHeadings, StepBudget work) {
    this.work = work;
    this.keepsHeadings = keepsHeadings;
    this.text = text.array();
    this.end = text.length();
    this.plain = new PlainText(end + 16, work);
    this.headings = new Headings(plain);
    this.tables = new Tables(plain);
  }

  static String process(TextBuffer text, boolean keepsHeadings, StepBudget work) {
    Renderer renderer = new Renderer(text, keepsHeadings, work);
    renderer.run();
    return renderer.plain.toString();
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
        endLine();
      }
      from = to + 1;
    }
    endLine();
    if (!tables.isOpen()) {
      headings.end();
    }
  }

  private void endLine() {
    if (plain.endLine() && !tables.isOpen()) {
      headings.text();
    }
    inParagraph = false;
  }

  private void line(int lineStart, int lineEnd) {
    work.add(lineEnd - lineStart);
    int from = lineStart;
    while (from < lineEnd && text[from] == Markers.DROPPED) {
      from++;
    }
    if (inParagraph) {
      plain.space();
    }
    boolean gap = contains(Markers.DROPPED, lineStart, lineEnd);
    if (isBlank(from, lineEnd)) {
      if (gap && inParagraph && !plain.endsSentence()) {
        plain.drop(); // A formula or the like on a line of its own.
      } else {
        endLine();
      }
    } else if (!tableLine(from, lineEnd)) {
      if (from > lineStart) {
        plain.drop();
      }
      textLine(from, lineEnd);
    }
    if (gap && !tables.isOpen()) {
      headings.drop();
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

  /** Deals with a line that begins, ends or belongs to a table; returns whether it is one. */
  private boolean tableLine(int lineStart, int to) {
    int from = lineStart;
    while (from < to && (text[from] == ' ' || text[from] == ':')) {
      from++;
    }
    char c = from < to ? text[from] : 0;
    char next = from + 1 < to ? text[from + 1] : 0;
    if (c == '{' && next == '|') {
      endLine();
      tables.open();
      return true;
    }
    if (c == '|' && next == '}' && tables.isOpen()) {
      endLine();
      closeTable();
      inline(from + 2, to);
      endLine();
      return true;
    }
    // A bar outside of tables is what is left of a broken template or table.
    return c == '|' || (c == '!' && tables.isOpen());
  }

  private void closeTable() {
    tables.close();
    headings.drop();
  }

  private void textLine(int from, int to) {
    char c = text[from];
    if (c == '=' && heading(from, to)) {
      return;
    }
    if (c == '*' || c == '#' || c == ':' || c == ';') {
      listItem(from, to);
    } else if (c == '-' && ruleEnd(from, to) - from >= LONGEST_RULE) {
      endLine();
      inline(ruleEnd(from, to), to);
      endLine();
    } else if (c == ' ') {
      endLine();
      inline(from, to);
      endLine();
    } else {
      inline(from, to);
      inParagraph = !plain.isLineEmpty();
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
    endLine();
    if (!keepsHeadings) {
      return true;
    }
    int start = plain.length();
    inline(from + level, to - level);
    boolean shown = plain.endLine();
    inParagraph = false;
    if (shown && !tables.isOpen()) {
      headings.heading(level, start);
    }
    return true;
  }

  private void listItem(int lineStart, int to) {
    endLine();
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

  /** The text of an item, without an address at its begin or its end: a list of links has those. */
  private void itemText(int from, int to) {
    work.add(to - from);
    int start = Urls.end(text, from, to);
    int end = Urls.start(text, start, to);
    if (start > from) {
      plain.drop();
    }
    inline(start, end);
    if (end < to) {
      plain.drop();
    }
    endLine();
    if (end - start < to - from && !tables.isOpen()) {
      headings.drop();
    }
  }

  /** The colon between a term and its definition: outside of tags and addresses. */
  private int colon(int from, int to) {
    int depth = 0;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c == ':' && depth == 0 && !(i + 1 < to && text[i + 1] == '/')) {
        return i;
      }
      if (c == '<' && i + 1 < to) {
        int after = Tag.attributesEnd(text, i + 1, to, work);
        if (after > 0) {
          boolean alone = text[after - 2] == '/' || text[i + 1] == 'b' && text[i + 2] == 'r';
          depth = text[i + 1] == '/' ? Math.max(0, depth - 1) : alone ? depth : depth + 1;
          i = after - 1;
        }
      }
    }
    return to;
  }

  // Running text

  private void inline(int from, int to) {
    Quotes.resolve(text, from, to, work);
    int i = from;
    while (i < to) {
      int ordinary = CharacterClasses.ordinaryEnd(text, i, to);
      if (ordinary > i) {
        plain.append(text, i, ordinary);
        i = ordinary;
      } else {
        i = special(i, to);
      }
    }
  }

  private int special(int i, int to) {
    char c = text[i];
    switch (CharacterClasses.of(c)) {
      case CharacterClasses.TAG:
        return tag(i, to);
      case CharacterClasses.ENTITY:
        return entity(i, to);
      case CharacterClasses.UNDERSCORE:
        return underscore(i, to);
      default:
        character(c);
        return i + 1;
    }
  }

  /** A character that is not the beginning of markup. */
  private void character(char c) {
    switch (CharacterClasses.of(c)) {
      case CharacterClasses.SPACE:
        plain.space();
        break;
      case CharacterClasses.INVISIBLE:
        break;
      case CharacterClasses.PUNCTUATION:
        plain.punctuation(c);
        break;
      case CharacterClasses.CLOSING:
        plain.close(c);
        break;
      case CharacterClasses.LITERAL:
        character(Markers.original(c));
        break;
      case CharacterClasses.DROPPED:
        plain.drop();
        break;
      default:
        plain.append(c);
        break;
    }
  }

  private int entity(int i, int to) {
    int after = Entities.end(text, i, to);
    if (after == i) {
      plain.append('&');
      return i + 1;
    }
    for (char c : Character.toChars(Entities.codePoint(text, i, after))) {
      if (!Character.isISOControl(c) || c == '\n' || c == '\t') {
        character(c);
      }
    }
    return after;
  }

  private int underscore(int i, int to) {
    int after = i + 1 < to && text[i + 1] == '_' ? BehaviorSwitches.end(text, i, to) : i;
    if (after == i) {
      plain.append('_');
      return i + 1;
    }
    return after;
  }

  private int tag(int i, int to) {
    boolean closing = i + 1 < to && text[i + 1] == '/';
    int nameStart = closing ? i + 2 : i + 1;
    int nameEnd = Tag.nameEnd(text, nameStart, to);
    Tag tag = Tag.of(Tag.name(text, nameStart, nameEnd));
    int after = tag == null ? -1 : Tag.attributesEnd(text, nameEnd, to, work);
    if (tag == null || after < 0) {
      plain.append('<');
      return i + 1;
    }
    switch (tag) {
      case SPACE:
        plain.space();
        break;
      case BLOCK:
      case CELL:
        endLine();
        break;
      case TABLE:
        endLine();
        if (!closing) {
          tables.open();
        } else if (tables.isOpen()) {
          closeTable();
        }
        break;
      default:
        break;
    }
    return after;
  }
}
