package org.unroll.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll.errors.BadDataException;

/**
 * The tokens that a model knows, by id. Ids 0, 1 and 2 are {@code <pad>}, {@code <unk>} and {@code
 * <eos>}; the others follow in descending order of their counts, ties by code point.
 */
public class Vocabulary {

  public static final int PAD = 0;
  public static final int UNK = 1;
  public static final int EOS = 2;
  public static final List<String> SPECIAL_TOKENS = List.of("<pad>", "<unk>", "<eos>");

  private final List<String> tokens;
  private final Map<String, Integer> ids;

  /**
   * Creates a vocabulary.
   *
   * @param tokens all tokens by id, the special ones included
   * @throws BadDataException if a token occurs twice
   */
  protected Vocabulary(List<String> tokens) {
    this.tokens = List.copyOf(tokens);
    this.ids = new HashMap<>(tokens.size() * 2);
    for (int id = 0; id < tokens.size(); id++) {
      Integer earlier = ids.put(tokens.get(id), id);
      if (earlier != null) {
        throw new BadDataException(
            "a vocabulary must contain each token once, found '"
                + tokens.get(id)
                + "' on lines "
                + (earlier + 1)
                + " and "
                + (id + 1));
      }
    }
  }

  /**
   * Returns the vocabulary whose id {@code i} is line {@code i} of {@code vocab.txt}.
   *
   * @throws BadDataException if the special tokens are not in their places or a token occurs twice
   */
  public static Vocabulary ofLines(List<String> lines) {
    int specials = SPECIAL_TOKENS.size();
    if (lines.size() < specials || !lines.subList(0, specials).equals(SPECIAL_TOKENS)) {
      throw new BadDataException(
          "a vocabulary must start with the lines "
              + SPECIAL_TOKENS
              + ", found "
              + lines.subList(0, Math.min(lines.size(), specials)));
    }
    return new Vocabulary(lines);
  }

  /** Returns the lines of {@code vocab.txt}, which {@link #ofLines} reads. */
  public final String toLines() {
    return String.join("\n", tokens) + "\n";
  }

  /** Returns the vocabulary of the special tokens followed by {@code tokens}, in this order. */
  public static Vocabulary ofTokens(List<String> tokens) {
    List<String> all = new ArrayList<>(SPECIAL_TOKENS);
    all.addAll(tokens);
    return new Vocabulary(all);
  }

  public final int size() {
    return tokens.size();
  }

  /** Returns the id of {@code token}, or {@link #UNK}. */
  public final int id(String token) {
    return ids.getOrDefault(token, UNK);
  }

  public final String token(int id) {
    return tokens.get(id);
  }

  /** Returns all tokens by id. */
  public final List<String> tokens() {
    return tokens;
  }

  /** Returns the tokenizer that was learned with the tokens; only subwords have one. */
  public Optional<Tokenizer> learnedTokenizer() {
    return Optional.empty();
  }

  /** Returns the content of {@code tokenizer.json}; only subwords have one. */
  public Optional<String> tokenizerJson() {
    return Optional.empty();
  }
}
