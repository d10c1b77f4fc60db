package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.BehaviorSwitches;
import org.unroll.wiki.markup.Entities;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.Quotes;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.Tag;

/** The part of the last pass that handles markup within a line of text. */
final class InlineRenderer {

  private final char[] text;
  private final TextLayout layout;
  private final PlainText plain;
  private final StepBudget budget;

  /** Whether a reading is open that needs a closing bracket. */
  private boolean inReading;

  InlineRenderer(char[] text, TextLayout layout, StepBudget budget) {
    this.text = text;
    this.layout = layout;
    this.plain = layout.plain();
    this.budget = budget;
  }

  /** Appends the running text {@code [from, to)}. */
  void render(int from, int to) {
    Quotes.resolve(text, from, to, budget);
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

  /** Appends a character that does not start markup. */
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
    String name = Tag.name(text, nameStart, nameEnd);
    Tag tag = Tag.of(name);
    int after = tag == null ? -1 : Tag.attributesEnd(text, nameEnd, to, budget);
    if (tag == null || after < 0) {
      plain.append('<');
      return i + 1;
    }
    switch (tag) {
      case SPACE:
        plain.space();
        break;
      case READING:
        reading(!closing && name.equals("rt"));
        break;
      case BLOCK:
      case CELL:
        layout.endLine();
        break;
      case TABLE:
        table(closing);
        break;
      default:
        break;
    }
    return after;
  }

  /** Sets the reading of a word off with brackets, unless {@code <rp>} has them. */
  private void reading(boolean begins) {
    if (inReading) {
      if (plain.endsWithOpening()) {
        plain.drop();
      }
      plain.close(')');
    }
    inReading = begins && !plain.endsWithOpening();
    if (inReading) {
      plain.append('(');
    }
  }

  private void table(boolean closing) {
    if (!closing) {
      layout.openTable();
    } else if (layout.isInTable()) {
      layout.closeTable();
    } else {
      layout.endLine();
    }
  }
}
