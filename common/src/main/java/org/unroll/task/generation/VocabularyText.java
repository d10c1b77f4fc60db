package org.unroll.task.generation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.text.TextConfig;
import org.unroll.text.Tokenizer;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.Tokenizers;

/**
 * The texts of the tokens of a vocabulary, joined as its tokenizer joins them. {@code <unk>}
 * becomes a single symbol that no text equals: in a score it counts as one word, which is wrong.
 */
public final class VocabularyText implements TargetText {

  /** What people read for {@code <unk>}. */
  public static final String UNKNOWN = "\u2047";

  private static final long serialVersionUID = 1L;

  private final TokenizerKind kind;
  private final Tokenizer tokenizer;
  private final String[] tokens; // (V)

  private VocabularyText(TokenizerKind kind, Tokenizer tokenizer, String[] tokens) {
    this.kind = kind;
    this.tokenizer = tokenizer;
    this.tokens = tokens;
  }

  /**
   * The texts of a vocabulary.
   *
   * @param config how texts became its tokens
   */
  public static VocabularyText of(TextConfig config, Vocabulary vocabulary) {
    return new VocabularyText(
        config.tokenizer(),
        Tokenizers.encoder(config, vocabulary).tokenizer(),
        vocabulary.tokens().toArray(String[]::new));
  }

  @Override
  public String text(int[] ids) {
    List<String> words = Arrays.stream(ids).mapToObj(id -> tokens[id]).toList();
    String text = tokenizer.join(words);
    return kind == TokenizerKind.SUBWORD
        ? text.strip()
        : text.replace(tokens[Vocabulary.UNK], UNKNOWN).strip();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VocabularyText text
        && kind == text.kind
        && Arrays.equals(tokens, text.tokens);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(tokens);
  }
}
