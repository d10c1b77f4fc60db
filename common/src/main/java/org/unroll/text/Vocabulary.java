package org.unroll.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;

/**
 * The tokens a model knows, by id. Ids 0, 1 and 2 are {@code <pad>}, {@code <unk>} and {@code
 * <eos>}; then tokens by falling count, ties by code point. Where they are subwords, the vocabulary
 * has the tokenizer that makes them of a text.
 */
public final class Vocabulary {

  public static final int PAD = 0;
  public static final int UNK = 1;
  public static final int EOS = 2;
  public static final List<String> SPECIAL_TOKENS = List.of("<pad>", "<unk>", "<eos>");

  private final List<String> tokens;
  private final Map<String, Integer> ids;

  private final @Nullable SubwordTokenizer subwords;

  private Vocabulary(List<String> tokens, @Nullable SubwordTokenizer subwords) {
    this.tokens = List.copyOf(tokens);
    this.subwords = subwords;
    this.ids = new HashMap<>(tokens.size() * 2);
    for (int id = 0; id < tokens.size(); id++) {
      Integer earlier = ids.put(tokens.get(id), id);
      if (earlier != null) {
        throw new BadDataException(
            "a vocabulary must hold each token once, found '"
                + tokens.get(id)
                + "' on lines "
                + (earlier + 1)
                + " and "
                + (id + 1));
      }
    }
  }

  /**
   * The vocabulary whose id {@code i} is line {@code i} of {@code vocab.txt}.
   *
   * @throws BadDataException if the special tokens are not in their places or a token occurs twice
   */
  public static Vocabulary ofLines(List<String> lines) {
    if (lines.size() < SPECIAL_TOKENS.size()
        || !lines.subList(0, SPECIAL_TOKENS.size()).equals(SPECIAL_TOKENS)) {
      throw new BadDataException("a vocabulary must begin with the lines " + SPECIAL_TOKENS);
    }
    return new Vocabulary(lines, null);
  }

  /** The lines of {@code vocab.txt}, of which {@link #ofLines} makes the same tokens. */
  public String toLines() {
    return String.join("\n", tokens) + "\n";
  }

  /** The special tokens followed by {@code tokens}, which are in the order of their ids. */
  public static Vocabulary ofTokens(List<String> tokens) {
    List<String> all = new ArrayList<>(SPECIAL_TOKENS);
    all.addAll(tokens);
    return new Vocabulary(all, null);
  }

  /** This vocabulary, whose tokens are the subwords that {@code tokenizer} makes. */
  public Vocabulary with(SubwordTokenizer tokenizer) {
    return new Vocabulary(tokens, tokenizer);
  }

  public int size() {
    return tokens.size();
  }

  /** The id of {@code token}, or {@link #UNK}. */
  public int id(String token) {
    return ids.getOrDefault(token, UNK);
  }

  public String token(int id) {
    return tokens.get(id);
  }

  /** The tokenizer that makes its tokens, if they are subwords. */
  public Optional<SubwordTokenizer> subwords() {
    return Optional.ofNullable(subwords);
  }

  /** All tokens, by id. */
  public List<String> tokens() {
    return tokens;
  }
}
