package org.unroll.prepare;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Manifest;
import org.unroll.errors.BadDataException;
import org.unroll.files.Sha256;
import org.unroll.task.language.LanguageTask;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.tokenizers.VocabularyFiles;

/**
 * The vocabulary of a model, and whatever else its ids go by, with which other data is prepared.
 *
 * @param model the folder of the checkpoint
 * @param task the name of the model's task
 * @param config that of the model
 * @param files the contents of its files by name, which are copied as they are
 */
public record GivenVocabulary(
    Path model, String task, UnrollConfig config, Map<String, String> files) {

  /** The role of the files among the sources of the data. */
  private static final String ROLE = "vocabulary";

  /**
   * Opens the vocabulary of a model.
   *
   * @param path a checkpoint, or the output folder of a training run
   * @throws BadDataException if it is none, or damaged, or not a language model
   */
  static GivenVocabulary of(Path path, Configuration hadoop) {
    return of(path, LanguageTask.NAME, hadoop);
  }

  /**
   * Opens what a model gives to data of a task: of the same task all, of a language model its
   * tokenizer and vocabulary.
   *
   * @param path a checkpoint, or the output folder of a training run
   * @param task the name of the data's task
   * @throws BadDataException if it is none, or damaged, or a model of a third task
   */
  public static GivenVocabulary of(Path path, String task, Configuration hadoop) {
    Checkpoint checkpoint = Checkpoint.open(path, hadoop);
    String found = checkpoint.provenance().task();
    if (!found.equals(LanguageTask.NAME) && !found.equals(task)) {
      throw new BadDataException(
          "expected a model of the task %s%s, found one of the task %s in %s"
              .formatted(
                  task,
                  task.equals(LanguageTask.NAME) ? "" : " or " + LanguageTask.NAME,
                  found,
                  checkpoint.path()));
    }
    return new GivenVocabulary(
        checkpoint.path(), found, UnrollConfig.of(checkpoint), checkpoint.taskFiles());
  }

  /** Reads the vocabulary. */
  Vocabulary vocabulary() {
    return VocabularyFiles.read(files, model.toString());
  }

  /**
   * Returns a configuration with the model's tokenizer.
   *
   * @throws org.unroll.errors.ConfigurationException if it was given another one
   */
  public UnrollConfig configure(UnrollConfig given) {
    return given.withVocabularyOf(config, model.toString());
  }

  /** Returns the tokenizer of a model of subwords. */
  SubwordTokenizer subwords() {
    return (SubwordTokenizer)
        vocabulary()
            .learnedTokenizer()
            .orElseThrow(
                () ->
                    new BadDataException(
                        "expected a tokenizer of subwords with the model " + model));
  }

  /** Returns the files as sources of the data, so that they count in its fingerprint. */
  public List<Manifest.Source> sources() {
    return files.entrySet().stream()
        .map(
            file ->
                new Manifest.Source(
                    new Path(model, file.getKey()).toString(),
                    ROLE,
                    file.getValue().getBytes(StandardCharsets.UTF_8).length,
                    Sha256.of(file.getValue())))
        .toList();
  }
}
