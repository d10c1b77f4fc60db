package org.unroll.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.Snapshot;
import org.unroll.config.UnrollConfig;
import org.unroll.files.Folder;
import org.unroll.files.Json;
import org.unroll.files.Sha256;
import org.unroll.inference.TextModel;
import org.unroll.task.language.LanguageModel;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.MergeTrainer;
import org.unroll.text.bpe.Merges;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.bpe.SubwordVocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;
import org.unroll.train.TrainingState;

/** A checkpoint on disk whose files a test replaces, with sums that are right again. */
public record StoredModel(Path folder) {

  /** Writes a checkpoint of a model with random parameters and words as tokens. */
  public static StoredModel words(Path folder) {
    return write(folder, TinyModel.config(), TinyTraining.vocabulary());
  }

  /** Writes a checkpoint of a model with random parameters and subwords as tokens. */
  public static StoredModel subwords(Path folder) {
    MergeTrainer trainer = new MergeTrainer();
    trainer.add("abab", 2);
    Merges merges = trainer.learn(2, 1);
    UnrollConfig config = TinyTraining.config("text.tokenizer=subword", "model.initialRange=1");
    SubwordTokenizer tokenizer = new SubwordTokenizer(config.text(), merges);
    Vocabulary vocabulary = Vocabulary.ofTokens(merges.spellings());
    return write(folder, config, SubwordVocabulary.of(vocabulary, tokenizer));
  }

  private static StoredModel write(Path folder, UnrollConfig config, Vocabulary vocabulary) {
    TensorLayout layout = LanguageModel.layout(config.model(), vocabulary.size());
    float[] values = new float[layout.size()];
    LanguageModel.initialize(values, layout, config.model(), 7);
    TensorLayout states =
        TensorLayout.builder().add("hidden_state.0", 2).add("hidden_state.1", 2).build();
    String progress =
        """
        {"formatVersion": 2, "shards": 2, "round": 3, "epoch": 0, "step": 12, "predictions": 100,
         "sinceValidation": {"loss": 1.5, "predictions": 10}, "value": null, "best": 16.5,
         "plateau": {"best": 16.5, "rateDivisor": 1.0, "withoutImprovement": 0}}
        """;
    new CheckpointFolder(hadoop(folder))
        .write(
            new Snapshot(
                config.toJson(),
                VocabularyFiles.write(vocabulary),
                new TensorBlock(layout, values, Map.of("format", "pt")),
                progress,
                new TensorBlock(states, new float[4], Map.of()),
                TinyModel.checkpoint(1).provenance()));
    return new StoredModel(folder);
  }

  private static Folder hadoop(Path folder) {
    return Folder.of(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
  }

  /** Returns the content of a file. */
  public byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  /** Returns the content of a text file. */
  public String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** Replaces a file, and its sum in the index. */
  public void replace(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
    if (!name.equals(CheckpointFolder.INDEX)) {
      JsonNode index = Json.tree(text(CheckpointFolder.INDEX), "index", "JSON");
      ((ObjectNode) index.path("files")).put(name, Sha256.of(content));
      Files.writeString(folder.resolve(CheckpointFolder.INDEX), Json.indented(index));
    }
  }

  /** Replaces a text file, and its sum in the index. */
  public void replace(String name, String content) throws IOException {
    replace(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Opens the model, uses it, and reads the state of its training run. */
  public void use() {
    try (TextModel model = TextModel.open(folder)) {
      model.complete("w1 w2 ab", 3);
      model.score("w1 w2 ab");
    }
    TrainingState.of(new CheckpointFolder(hadoop(folder)).read());
  }
}
