package org.unroll.text.tokenizers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.errors.BadDataException;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.TokenizerJson;

/**
 * The text files of a vocabulary in prepared data and in checkpoints: {@code vocab.txt}, with one
 * token per line in the order of ids, and {@code tokenizer.json} if the tokens are subwords.
 */
public final class VocabularyFiles {

  /** The name of the file with the tokens. */
  public static final String TOKENS = "vocab.txt";

  private VocabularyFiles() {}

  /** Returns the contents of the files by name. */
  public static Map<String, String> write(Vocabulary vocabulary) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(TOKENS, vocabulary.toLines());
    vocabulary.tokenizerJson().ifPresent(json -> files.put(TokenizerJson.FILE, json));
    return files;
  }

  /**
   * Returns the contents of the files of one of several vocabularies, by name.
   *
   * @param prefix of the names
   */
  public static Map<String, String> write(String prefix, Vocabulary vocabulary) {
    Map<String, String> files = new LinkedHashMap<>();
    write(vocabulary).forEach((name, content) -> files.put(prefix + name, content));
    return files;
  }

  /** The number of tokens of all vocabularies among some files. */
  public static int tokens(Map<String, String> files) {
    return (int)
        files.entrySet().stream()
            .filter(file -> file.getKey().endsWith(TOKENS))
            .mapToLong(file -> file.getValue().lines().count())
            .sum();
  }

  /**
   * Reads the contents of files.
   *
   * @param files the contents of the files by name; other files are ignored
   * @param folder the folder of the files, for messages
   * @throws BadDataException if a file is missing or malformed
   */
  public static Vocabulary read(Map<String, String> files, String folder) {
    return read("", files, folder);
  }

  /**
   * Reads the contents of the files of one of several vocabularies.
   *
   * @param prefix of the names
   * @throws BadDataException if a file is missing or malformed
   */
  public static Vocabulary read(String prefix, Map<String, String> files, String folder) {
    String file = folder + "/" + prefix + TOKENS;
    String tokens = files.get(prefix + TOKENS);
    if (tokens == null || !tokens.endsWith("\n")) {
      throw new BadDataException(
          file
              + ": expected a token a line, found "
              + (tokens == null ? "no such file" : "no end of line at its end"));
    }
    Vocabulary vocabulary = vocabulary(tokens, file);
    String tokenizer = files.get(prefix + TokenizerJson.FILE);
    return tokenizer == null
        ? vocabulary
        : TokenizerJson.read(tokenizer, vocabulary, folder + "/" + prefix + TokenizerJson.FILE);
  }

  private static Vocabulary vocabulary(String tokens, String file) {
    List<String> lines = List.of(tokens.substring(0, tokens.length() - 1).split("\n", -1));
    if (lines.size() == Vocabulary.SPECIAL_TOKENS.size()) {
      throw new BadDataException(
          file + ": expected tokens after " + Vocabulary.SPECIAL_TOKENS + ", found none");
    }
    try {
      return Vocabulary.ofLines(lines);
    } catch (BadDataException e) {
      throw new BadDataException(file + ": " + e.getMessage(), e);
    }
  }
}
