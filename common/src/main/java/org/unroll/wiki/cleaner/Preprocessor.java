package org.unroll.wiki.cleaner;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.markup.Entities;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.Tag;
import org.unroll.wiki.markup.TextBuffer;
import org.unroll.wiki.template.Templates;

/**
 * The first pass: comments, extension tags, templates and language variants. What they enclose is
 * removed or replaced by the words that a reader sees; text without markup ({@code <nowiki>}) is
 * protected from the passes to come.
 *
 * <p>One run over the page with a stack of what is open. What has no end stays as it stands.
 */
final class Preprocessor {

  /** Brackets nested deeper are taken for text; MediaWiki itself gives up at 40 templates. */
  static final int MAX_DEPTH = 100;

  private static final boolean[] SPECIAL = new boolean[128];

  static {
    for (char c = 0; c < ' '; c++) {
      SPECIAL[c] = c != '\t';
    }
    for (char c : "<{}[]|-".toCharArray()) {
      SPECIAL[c] = true;
    }
  }

  private enum Kind {
    BRACES,
    LINK,
    VARIANT
  }

  private final Templates templates;
  private final char[] in;
  private final int end;
  private final TextBuffer out;
  private final StepBudget work;

  private final Kind[] kinds = new Kind[MAX_DEPTH];

  /** How many opening braces of a frame are still without their closing ones. */
  private final int[] braces = new int[MAX_DEPTH];

  /** Where in {@link #out} the content of a frame begins, after its opening brackets. */
  private final int[] starts = new int[MAX_DEPTH];

  /** Where in {@link #bars} the bars of a frame begin. */
  private final int[] firstBars = new int[MAX_DEPTH];

  private int depth;
  private int braceFrames;

  /** Positions in {@link #out} of the bars between the arguments of the open templates. */
  private int[] bars = new int[64];

  private int barCount;

  private boolean inPoem;

  /** For a tag's name: no closing tag of that name stands at or after this position. */
  private final Map<String, Integer> unclosedFrom = new HashMap<>();

  private Preprocessor(Templates templates, String wikitext, StepBudget work) {
    this.work = work;
    this.templates = templates;
    this.in = wikitext.toCharArray();
    this.end = in.length;
    this.out = new TextBuffer(end + 16, work);
  }

  static TextBuffer process(String wikitext, Templates templates, StepBudget work) {
    Preprocessor preprocessor = new Preprocessor(templates, wikitext, work);
    preprocessor.run();
    return preprocessor.out;
  }

  private void run() {
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
  }

  /** Deals with the character {@code c} at {@code i}; returns where to go on. */
  private int special(char c, int i) {
    switch (c) {
      case '<':
        return angle(i);
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
        out.append(inPoem ? Markers.BREAK : c);
        return i + 1;
      default:
        return i + 1; // A control character.
    }
  }

  private char at(int i) {
    return i < end ? in[i] : 0;
  }

  private int runEnd(int from) {
    int i = from;
    while (i < end && in[i] == in[from]) {
      i++;
    }
    work.add(i - from);
    return i;
  }

  // Frames

  private boolean push(Kind kind, int braceCount) {
    if (depth == MAX_DEPTH) {
      return false;
    }
    kinds[depth] = kind;
    braces[depth] = braceCount;
    starts[depth] = out.length();
    firstBars[depth] = barCount;
    depth++;
    if (kind == Kind.BRACES) {
      braceFrames++;
    }
    return true;
  }

  private void pop() {
    depth--;
    barCount = firstBars[depth];
    if (kinds[depth] == Kind.BRACES) {
      braceFrames--;
    }
  }

  private boolean isTop(Kind kind) {
    return depth > 0 && kinds[depth - 1] == kind;
  }

  private void bar() {
    if (isTop(Kind.BRACES)) {
      if (barCount == bars.length) {
        bars = Arrays.copyOf(bars, 2 * barCount);
      }
      bars[barCount++] = out.length();
    }
    out.append('|');
  }

  // Links count here only because the bars in them belong to no template.

  private int openLink(int i) {
    if (braceFrames > 0 && at(i + 1) == '[') {
      out.append("[[");
      push(Kind.LINK, 0);
      return i + 2;
    }
    out.append('[');
    return i + 1;
  }

  private int closeLink(int i) {
    if (at(i + 1) == ']' && isTop(Kind.LINK)) {
      pop();
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
      push(Kind.BRACES, after - i);
    }
    return after;
  }

  private int closeBraces(int i) {
    int after = runEnd(i);
    int left = after - i;
    while (left >= 2 && braceFrames > 0) {
      while (!isTop(Kind.BRACES)) {
        pop(); // A link or variant that was not closed within the template.
      }
      left -= closeTop(left);
    }
    if (left == 1 && at(after) == '-' && isTop(Kind.VARIANT)) {
      closeVariant();
      return after + 1;
    }
    out.append(in, after - left, after);
    return after;
  }

  /** Closes two or three braces of the topmost frame, which is of braces; returns how many. */
  private int closeTop(int closing) {
    int top = depth - 1;
    int count = Math.min(3, Math.min(closing, braces[top]));
    int start = starts[top];
    String text = count == 3 ? parameterDefault(top) : templateText(top);
    out.truncate(start - count);
    braces[top] -= count;
    starts[top] = out.length();
    barCount = firstBars[top];
    if (braces[top] < 2) {
      pop();
    }
    if (text == null) {
      out.append(Markers.DROPPED);
    } else {
      out.append(text);
    }
    return count;
  }

  /** What a parameter says where no template gives it a value. */
  private @Nullable String parameterDefault(int frame) {
    return barCount > firstBars[frame]
        ? out.substring(bars[firstBars[frame]] + 1, out.length())
        : null;
  }

  private @Nullable String templateText(int frame) {
    int first = firstBars[frame];
    int nameEnd = barCount > first ? bars[first] : out.length();
    return templates.text(out, starts[frame], nameEnd, bars, first, barCount);
  }

  // Variants of a language: -{zh-hans:...; zh-hant:...}-

  private int openVariant(int i) {
    if (at(i + 1) == '{' && at(i + 2) != '{') {
      out.append("-{");
      push(Kind.VARIANT, 0);
      return i + 2;
    }
    out.append('-');
    return i + 1;
  }

  private void closeVariant() {
    int start = starts[depth - 1];
    pop();
    String text = LanguageVariants.choose(out.substring(start, out.length()), work);
    out.truncate(start - 2);
    out.append(text);
  }

  // Comments and tags

  private int angle(int i) {
    if (at(i + 1) == '!' && at(i + 2) == '-' && at(i + 3) == '-') {
      return comment(i);
    }
    boolean closing = at(i + 1) == '/';
    int nameStart = closing ? i + 2 : i + 1;
    int nameEnd = Tag.nameEnd(in, nameStart, end);
    String name = Tag.name(in, nameStart, nameEnd);
    Tag tag = Tag.of(name);
    int after = tag == null ? -1 : Tag.attributesEnd(in, nameEnd, end, work);
    if (tag == null || after < 0) {
      out.append('<');
      return i + 1;
    }
    if (tag.enclosesMarkup()) {
      onOneLine(i, after);
      return after;
    }
    boolean alone = in[after - 2] == '/';
    switch (tag) {
      case POEM:
        inPoem = !closing && !alone;
        out.append(Markers.BREAK);
        return after;
      case REMOVED:
      case LITERAL:
        return closing ? after : enclosing(tag, name, after, alone);
      default:
        return after;
    }
  }

  /** Lines mean nothing within a tag, but something to the passes to come. */
  private void onOneLine(int from, int to) {
    for (int i = from; i < to; i++) {
      out.append(in[i] == '\n' ? ' ' : in[i]);
    }
    work.add(to - from);
  }

  /** An opening tag that ends at {@code from}, and what it encloses. */
  private int enclosing(Tag tag, String name, int from, boolean alone) {
    int close = alone ? from : closingTag(name, from);
    if (close < 0) {
      out.append(Markers.QUIET);
      return from;
    }
    if (tag == Tag.LITERAL) {
      literal(from, close, !name.equals("nowiki"));
    } else if (!name.equals("includeonly")) {
      out.append(Markers.DROPPED);
    }
    if (alone) {
      return close;
    }
    int after = Tag.attributesEnd(in, close + 2 + name.length(), end, work);
    return after < 0 ? end : after;
  }

  private void literal(int from, int to, boolean keepsLines) {
    out.append(keepsLines ? Markers.BREAK : Markers.QUIET);
    int i = from;
    while (i < to) {
      char c = in[i];
      int entity = c == '&' ? Entities.end(in, i, to) : i;
      if (entity > i) {
        out.append(in, i, entity); // Decoded even here.
        i = entity - 1;
      } else if (c == '\n' && keepsLines) {
        out.append(Markers.BREAK);
      } else if (!Markers.isControl(c)) {
        out.append(Markers.literal(c));
      }
      i++;
    }
    out.append(keepsLines ? Markers.BREAK : Markers.QUIET);
  }

  /** Where {@code </name} begins, at or after {@code from}, or -1. */
  private int closingTag(String name, int from) {
    Integer none = unclosedFrom.get(name);
    if (none != null && from >= none) {
      return -1;
    }
    for (int i = from; i + 2 + name.length() <= end; i++) {
      work.add(1);
      if (in[i] == '<' && in[i + 1] == '/' && isName(name, i + 2)) {
        return i;
      }
    }
    unclosedFrom.put(name, from);
    return -1;
  }

  private boolean isName(String name, int from) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.toLowerCase(in[from + i]) != name.charAt(i)) {
        return false;
      }
    }
    char after = at(from + name.length());
    return after == '>' || after <= ' ' || after == '/';
  }

  /** Skips a comment, and the line if the comment is all that stands on it. */
  private int comment(int from) {
    int after = from + 6;
    while (after < end && !(in[after] == '>' && in[after - 1] == '-' && in[after - 2] == '-')) {
      after++;
    }
    after = Math.min(end, after + 1);
    work.add(after - from);
    int lineEnd = after;
    while (lineEnd < end && in[lineEnd] == ' ') {
      lineEnd++;
    }
    work.add(lineEnd - after);
    boolean begins = out.length() == 0 || out.charAt(out.length() - 1) == '\n';
    return begins && at(lineEnd) == '\n' ? lineEnd + 1 : after;
  }
}
