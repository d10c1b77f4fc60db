package org.unroll.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.errors.BadDataException;

/**
 * The text files that hold a vocabulary, in prepared data and in checkpoints: {@code vocab.txt},
 * one token a line, line number = id, and {@code tokenizer.json} where the tokens are subwords.
 */
public final class VocabularyFiles {

  /** The name of the file with the tokens. */
  public static final String TOKENS = "vocab.txt";

  private VocabularyFiles() {}

  /** The contents of the files, by name. */
  public static Map<String, String> write(Vocabulary vocabulary) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(TOKENS, vocabulary.toLines());
    vocabulary
        .subwords()
        .ifPresent(
            subwords -> files.put(TokenizerJson.FILE, TokenizerJson.write(vocabulary, subwords)));
    return files;
  }

  /**
   * Reads what {@link #write} made.
   *
   * @param files the contents of the files, by name; others are ignored
   * @param folder where they stand, for messages
   * @throws BadDataException if a file is missing or is not what it should be
   */
  public static Vocabulary read(Map<String, String> files, String folder) {
    String tokens = files.get(TOKENS);
    if (tokens == null || !tokens.endsWith("\n")) {
      throw new BadDataException(
          folder
              + "/"
              + TOKENS
              + ": expected a token a line, found "
              + (tokens == null ? "no such file" : "no end of line at its end"));
    }
    Vocabulary vocabulary =
        Vocabulary.ofLines(List.of(tokens.substring(0, tokens.length() - 1).split("\n", -1)));
    String tokenizer = files.get(TokenizerJson.FILE);
    return tokenizer == null
        ? vocabulary
        : TokenizerJson.read(tokenizer, vocabulary, folder + "/" + TokenizerJson.FILE);
  }
}
