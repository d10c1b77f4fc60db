package org.unroll.task.translation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll.task.generation.VocabularyText;
import org.unroll.task.translation.TranslationConfig.Vocabularies;
import org.unroll.text.TextConfig;
import org.unroll.text.TextEncoder;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.Tokenizers;
import org.unroll.text.tokenizers.VocabularyFiles;

/**
 * The vocabularies of the two languages, which are the same one if they share it.
 *
 * @param source of the sentences to translate
 * @param target of their translations
 */
public record LanguagePair(Vocabulary source, Vocabulary target) {

  /** The prefix of the files of the source's vocabulary, if it has its own. */
  private static final String SOURCE = "source-";

  private static final String TARGET = "target-";

  /** The prefix of the source's files. */
  public static String sourceFiles(Vocabularies kind) {
    return kind == Vocabularies.JOINT ? "" : SOURCE;
  }

  /** The prefix of the target's files. */
  public static String targetFiles(Vocabularies kind) {
    return kind == Vocabularies.JOINT ? "" : TARGET;
  }

  /**
   * Reads the vocabularies.
   *
   * @param files the text files of a model or of data, by name
   * @param folder their folder, for messages
   * @throws org.unroll.errors.BadDataException if one is missing or damaged
   */
  public static LanguagePair read(Vocabularies kind, Map<String, String> files, String folder) {
    Vocabulary target = VocabularyFiles.read(targetFiles(kind), files, folder);
    return new LanguagePair(
        kind == Vocabularies.JOINT
            ? target
            : VocabularyFiles.read(sourceFiles(kind), files, folder),
        target);
  }

  /** The contents of the files of separate vocabularies, by name. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>(VocabularyFiles.write(SOURCE, source));
    files.putAll(VocabularyFiles.write(TARGET, target));
    return files;
  }

  /** The encoder of sentences. */
  public TextEncoder encoder(TextConfig config) {
    return Tokenizers.encoder(config, source);
  }

  /** The texts of translations. */
  public VocabularyText text(TextConfig config) {
    return VocabularyText.of(config, target);
  }
}
