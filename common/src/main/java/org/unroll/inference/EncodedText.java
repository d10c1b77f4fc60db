package org.unroll.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.unroll.text.TextEncoder;
import org.unroll.text.Vocabulary;

/** The tokens of a text, the ends of its lines included, with their ids. */
final class EncodedText {

  private final TextEncoder encoder;
  private final List<String> tokens = new ArrayList<>();
  private final int[] ids;

  EncodedText(String text, TextEncoder encoder) {
    this.encoder = encoder;
    IntStream.Builder builder = IntStream.builder();
    encoder.encodeText(
        text,
        (token, id) -> {
          tokens.add(token);
          builder.add(id);
        });
    this.ids = builder.build().toArray();
  }

  int length() {
    return ids.length;
  }

  /** The id of each token, {@code <unk>} for what the vocabulary does not have; not a copy. */
  int[] ids() {
    return ids;
  }

  /** The tokens as they occur in the text. */
  List<String> tokens() {
    return tokens;
  }

  /** A token as people read it. */
  String show(int index) {
    return encoder.tokenizer().show(tokens.get(index));
  }

  boolean isUnknown(int index) {
    return ids[index] == Vocabulary.UNK;
  }

  /** The tokens that are read as {@code <unk>}, each once, in the order of the text. */
  List<String> unknown() {
    return IntStream.range(0, ids.length)
        .filter(this::isUnknown)
        .mapToObj(this::show)
        .distinct()
        .toList();
  }
}
