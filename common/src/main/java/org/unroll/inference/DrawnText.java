package org.unroll.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll.text.Vocabulary;
import org.unroll.text.places.TextPieces;

/**
 * The text of tokens that are drawn one after the other behind a prompt. Lines do not depend on
 * each other, so only the last one is joined again for each token.
 */
final class DrawnText {

  private static final char INCOMPLETE = '\uFFFD';

  private final TextModel model;
  private final boolean spaced; // whether the prompt ends with white space
  private final StringBuilder ended = new StringBuilder(); // the lines that have ended
  private final List<Integer> endedOffsets = new ArrayList<>(); // of their tokens
  private final List<String> line = new ArrayList<>(); // the tokens of the last line
  private int promptTokens; // of them

  DrawnText(TextModel model, String prompt, int[] ids) {
    this.model = model;
    this.spaced =
        !prompt.isEmpty() && Character.isWhitespace(prompt.codePointBefore(prompt.length()));
    int from = ids.length;
    while (from > 0 && ids[from - 1] != Vocabulary.EOS) {
      from--;
    }
    for (int id : Arrays.copyOfRange(ids, from, ids.length)) {
      line.add(model.vocabulary().token(id));
    }
    promptTokens = line.size();
  }

  void add(int id) {
    line.add(model.vocabulary().token(id));
    if (id == Vocabulary.EOS) {
      Line last = new Line();
      last.addOffsets(endedOffsets);
      ended.append(last.text());
      line.clear();
      promptTokens = 0;
    }
  }

  /** The text of all tokens. */
  String text() {
    return line.isEmpty() ? ended.toString() : ended + new Line().text();
  }

  /**
   * The beginning of the text that does not change. Whether a space stands before the last token
   * may depend on the next one, and a character may lack some of its bytes: both wait.
   */
  String stableText() {
    return line.size() == promptTokens ? ended.toString() : ended + new Line().stableText();
  }

  /** The number of characters before each token. */
  int[] offsets() {
    List<Integer> offsets = new ArrayList<>(endedOffsets);
    if (line.size() > promptTokens) {
      new Line().addOffsets(offsets);
    }
    return offsets.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The last line as it is now. */
  private final class Line {

    private final String whole = model.tokenizer().join(line);
    private final TextPieces pieces = TextPieces.joined(model.tokenizer(), line);
    private final int begin; // behind the prompt

    Line() {
      int behind = promptTokens == 0 ? 0 : pieces.end(promptTokens - 1);
      boolean first = ended.isEmpty() && spaced;
      while (first && behind < whole.length() && whole.charAt(behind) == ' ') {
        behind++;
      }
      begin = behind;
    }

    String text() {
      return whole.substring(begin);
    }

    String stableText() {
      int end = line.size() - 1 == promptTokens ? begin : pieces.end(line.size() - 2);
      end = Math.max(begin, end);
      while (end > begin && whole.charAt(end - 1) == INCOMPLETE) {
        end--;
      }
      return whole.substring(begin, end);
    }

    void addOffsets(List<Integer> offsets) {
      for (int token = promptTokens; token < line.size(); token++) {
        offsets.add(ended.length() + Math.max(0, pieces.begin(token) - begin));
      }
    }
  }
}
