package org.unroll.task.tagging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.errors.BadDataException;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;
import org.unroll.text.words.Normalization;

/**
 * The words that a tagger knows, in one spelling each, and the characters of words as they are
 * given: the files {@code vocab.txt} and {@code characters.txt}.
 */
public final class WordVocabulary implements WordEncoder {

  /** The name of the file with the characters. */
  public static final String CHARACTERS = "characters.txt";

  private static final int[] NO_CHARACTERS = {Vocabulary.UNK};

  private final Vocabulary words;
  private final Vocabulary characters;
  private final Tokenizer spelling;

  /**
   * A vocabulary.
   *
   * @param spelling makes one token of a word, as in the vocabulary of words
   */
  public WordVocabulary(Vocabulary words, Vocabulary characters, Tokenizer spelling) {
    this.words = words;
    this.characters = characters;
    this.spelling = spelling;
  }

  /**
   * Reads the contents of files.
   *
   * @param files the text files of a model or of data, by name
   * @param folder their folder, for messages
   * @throws BadDataException if a file is missing or damaged
   */
  public static WordVocabulary read(Map<String, String> files, String folder, Tokenizer spelling) {
    String lines = files.get(CHARACTERS);
    if (lines == null) {
      throw new BadDataException(
          "%s/%s: expected a character a line, found no such file".formatted(folder, CHARACTERS));
    }
    try {
      return new WordVocabulary(
          VocabularyFiles.read(files, folder),
          Vocabulary.ofLines(List.of(lines.split("\n"))),
          spelling);
    } catch (BadDataException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(folder)
          ? e
          : new BadDataException("%s/%s: %s".formatted(folder, CHARACTERS, message), e);
    }
  }

  /** The contents of the files by name. */
  public Map<String, String> write() {
    Map<String, String> files = new LinkedHashMap<>(VocabularyFiles.write(words));
    files.put(CHARACTERS, characters.toLines());
    return files;
  }

  /** V, the number of words. */
  public int wordCount() {
    return words.size();
  }

  /** The number of characters. */
  public int characterCount() {
    return characters.size();
  }

  @Override
  public int word(String word) {
    int[] id = {Vocabulary.UNK};
    spelling.tokenize(word, token -> id[0] = words.id(token));
    return id[0];
  }

  @Override
  public int[] characters(String word) {
    int[] ids =
        Normalization.nfc(word)
            .codePoints()
            .map(codePoint -> characters.id(Character.toString(codePoint)))
            .toArray();
    return ids.length == 0 ? NO_CHARACTERS : ids;
  }
}
