package org.unroll.wiki.markup;

/**
 * Distinguishes the apostrophes that toggle italic and bold type from those that are text. Two
 * toggle italic, three bold, five both; of four the first is text, of more than five all but the
 * last five. Where a line has an odd number of italic and of bold marks, one of its runs of three
 * is an apostrophe followed by an italic mark: {@code ''Mars'''s moons}.
 */
public final class Quotes {

  private Quotes() {}

  /**
   * Resolves the line {@code text[from, to)} in place: markup becomes {@link Markers#QUIET}, text
   * becomes literal. Single apostrophes stay unchanged.
   */
  public static void resolve(char[] text, int from, int to, StepBudget budget) {
    budget.spend(to - from);
    int first = nextRun(text, from, to);
    if (first == to) {
      return;
    }
    boolean italic = false;
    boolean bold = false;
    for (int start = first; start < to; ) {
      int end = runEnd(text, start, to);
      int length = end - start;
      italic ^= length == 2 || length >= 5;
      bold ^= length == 3 || length == 4 || length >= 5;
      start = nextRun(text, end, to);
    }
    int apostrophe = italic && bold ? misread(text, first, from, to) : -1;
    for (int start = first; start < to; ) {
      int end = runEnd(text, start, to);
      mark(text, start, end, start == apostrophe);
      start = nextRun(text, end, to);
    }
  }

  private static void mark(char[] text, int start, int end, boolean misread) {
    int length = end - start;
    int literals = length == 4 ? 1 : Math.max(0, length - 5);
    if (misread) {
      literals++;
    }
    for (int i = start; i < end; i++) {
      text[i] = i < start + literals ? Markers.literal('\'') : Markers.QUIET;
    }
  }

  /**
   * Returns the start of the run of three that is best read as an apostrophe and an italic mark:
   * the first after a word of one letter, else after a longer word, else after a blank; -1 if there
   * is none.
   */
  private static int misread(char[] text, int first, int from, int to) {
    int afterWord = -1;
    int afterBlank = -1;
    for (int start = first; start < to; ) {
      int end = runEnd(text, start, to);
      if (end - start == 3 || end - start == 4) {
        boolean blank = end - start == 3 && (start == from || text[start - 1] == ' ');
        if (blank) {
          afterBlank = afterBlank < 0 ? start : afterBlank;
        } else if (end - start == 3 && start - from >= 2 && text[start - 2] == ' ') {
          return start;
        } else {
          afterWord = afterWord < 0 ? start : afterWord;
        }
      }
      start = nextRun(text, end, to);
    }
    return afterWord >= 0 ? afterWord : afterBlank;
  }

  private static int nextRun(char[] text, int from, int to) {
    for (int i = from; i + 1 < to; i++) {
      if (text[i] == '\'' && text[i + 1] == '\'') {
        return i;
      }
    }
    return to;
  }

  private static int runEnd(char[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] == '\'') {
      i++;
    }
    return i;
  }
}
