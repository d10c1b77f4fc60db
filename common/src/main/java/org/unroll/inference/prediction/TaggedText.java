package org.unroll.inference.prediction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.text.Tokenizer;
import org.unroll.text.words.Normalization;

/** The words of an input, and the text that they were cut from, if there is one. */
final class TaggedText {

  private final List<String> words;
  private final @Nullable String text;
  private final int[] starts; // of the words in the text

  private TaggedText(List<String> words, @Nullable String text) {
    this.words = List.copyOf(words);
    this.text = text;
    this.starts = new int[words.size()];
    if (text != null) {
      int from = 0;
      for (int word = 0; word < starts.length; word++) {
        starts[word] = text.indexOf(words.get(word), from);
        from = starts[word] + words.get(word).length();
      }
    }
  }

  /** The words of an input, whose text a tokenizer cuts if it is one. */
  static TaggedText of(PredictionInput input, Tokenizer tokenizer) {
    if (!(input instanceof PredictionInput.Text)) {
      return new TaggedText(input.asWords(), null);
    }
    String text = Normalization.nfc(input.asText());
    List<String> words = new ArrayList<>();
    text.lines().forEach(line -> tokenizer.tokenize(line, words::add));
    return new TaggedText(words, text);
  }

  List<String> words() {
    return words;
  }

  /** The part of the text from one word up to another; without a text, the words with spaces. */
  String between(int start, int end) {
    return text == null
        ? String.join(" ", words.subList(start, end))
        : text.substring(starts[start], starts[end - 1] + words.get(end - 1).length());
  }
}
