package org.unroll.wiki.cleaner;

import org.unroll.wiki.markup.StepBudget;

/** The lines of the output, grouped into paragraphs, tables and sections under headings. */
final class TextLayout {

  private final PlainText plain;
  private final Headings headings;
  private final Tables tables;

  /** Whether the next line of running text continues a paragraph. */
  private boolean inParagraph;

  TextLayout(int capacity, StepBudget budget) {
    plain = new PlainText(capacity, budget);
    headings = new Headings(plain);
    tables = new Tables(plain);
  }

  /** Returns the text of the current line. */
  PlainText plain() {
    return plain;
  }

  boolean isInParagraph() {
    return inParagraph;
  }

  boolean isInTable() {
    return tables.isOpen();
  }

  /** Continues a paragraph with the next line, if the current line has text. */
  void continueParagraph() {
    inParagraph = !plain.isLineEmpty();
  }

  void endLine() {
    if (plain.endLine() && !tables.isOpen()) {
      headings.text();
    }
    inParagraph = false;
  }

  /** Ends the line of a heading that starts at {@code start} in the output. */
  void endHeading(int level, int start) {
    boolean shown = plain.endLine();
    inParagraph = false;
    if (shown && !tables.isOpen()) {
      headings.heading(level, start);
    }
  }

  /** Records that content of the current section was removed. */
  void dropFromSection() {
    if (!tables.isOpen()) {
      headings.drop();
    }
  }

  void openTable() {
    endLine();
    tables.open();
  }

  /** Removes the innermost open table. */
  void closeTable() {
    endLine();
    tables.close();
    headings.drop();
  }

  /** Ends the last line and returns the whole text. */
  String finish() {
    endLine();
    if (!tables.isOpen()) {
      headings.end();
    }
    return plain.toString();
  }
}
