package org.unroll.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.inference.TextModel;
import org.unroll.text.Vocabulary;

class TestTraining {

  private static final String TEXT = "a b c d\n\na b c e\n".repeat(60);

  @TempDir private Path folder;

  private static UnrollConfig config(String... overrides) {
    return UnrollConfig.defaults()
        .with(
            List.of(
                "text.tokenizer=whitespace",
                "text.minCount=1",
                "window.length=9",
                "window.stride=8",
                "model.embeddingSize=16",
                "model.hiddenSize=16",
                "model.layers=1",
                "train.optimizer=adam",
                "train.learningRate=0.01",
                "train.batchSizePerWorker=4",
                "train.averagingFrequency=5",
                "train.maxEpochs=10"))
        .with(List.of(overrides));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void learnsWhatFollows(int shards) {
    try (TextModel model =
        Training.local(
            config("train.shards=" + shards, "train.maxEpochs=40"),
            folder.resolve("model"),
            TEXT)) {
      assertThat(model.complete("a b", 1).completions().get(0).token()).isEqualTo("c");
      assertThat(model.complete("", 1).completions().get(0).token()).isEqualTo("a");
      assertThat(model.score("a b c d").perplexity()).isLessThan(2);
      assertThat(model.score("d c b a").perplexity()).isGreaterThan(10);
    }
  }

  @Test
  void aBatchLargerThanTheTextsIsRefused() {
    assertThatThrownBy(
            () ->
                Training.local(
                    config("train.batchSizePerWorker=500"), folder.resolve("model"), TEXT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("train.batchSizePerWorker must be at most ")
        .hasMessageEndingWith("train.shards = 1), found 500");
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @Test
  void sortsTheVocabularyByCountThenByCodePoint() {
    String surrogates = "\uD83D\uDE00 \uFFE5";
    try (TextModel model =
        Training.local(config("train.maxRounds=1"), folder.resolve("model"), TEXT, surrogates)) {
      assertThat(model.vocabulary().tokens())
          .containsExactly(
              "<pad>", "<unk>", "<eos>", "a", "b", "c", "d", "e", "\uFFE5", "\uD83D\uDE00");
    }
  }

  @Test
  void leavesRareTokensOut() {
    try (TextModel model =
        Training.local(
            config("train.maxRounds=1", "text.minCount=61", "text.maxVocabulary=5"),
            folder.resolve("model"),
            TEXT)) {
      assertThat(model.vocabulary().tokens()).containsExactly("<pad>", "<unk>", "<eos>", "a", "b");
    }
  }

  @Test
  void learnsSubwords() {
    try (TextModel model =
        Training.local(
            config("train.maxRounds=2", "text.tokenizer=subword", "text.maxVocabulary=262"),
            folder.resolve("model"),
            "banana bandana\n".repeat(50))) {
      assertThat(model.vocabulary().learnedTokenizer()).isPresent();
      assertThat(model.vocabulary().size()).isLessThanOrEqualTo(262);
      assertThat(model.encode("banana xyz")).doesNotContain(Vocabulary.UNK);
    }
  }

  @Test
  void trainsAnAdaptiveSoftmax() {
    try (TextModel model =
        Training.local(
            config("train.maxRounds=2", "model.output=adaptive"), folder.resolve("model"), TEXT)) {
      assertThat(model.complete("b", 3).completions()).hasSize(3);
    }
  }

  @Test
  void theSameArgumentsGiveTheSameModel() throws Exception {
    for (String name : new String[] {"one", "other"}) {
      Training.local(config("train.maxRounds=3"), folder.resolve(name), TEXT).close();
    }
    String checkpoint = Files.readString(folder.resolve("one/latest")).strip();
    String file = checkpoint + "/model.safetensors";
    assertThat(folder.resolve("one").resolve(file))
        .hasSameBinaryContentAs(folder.resolve("other").resolve(file));
  }

  @Test
  void refusesWhatItCannotTrain() {
    assertThatThrownBy(() -> Training.local(config(), folder.resolve("none"), "", "\n \n"))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "expected tokens that occur at least text.minCount = 1 times, found none; give more"
                + " text or a lower text.minCount");
    Training.local(config("train.maxRounds=1"), folder.resolve("model"), TEXT).close();
    assertThatThrownBy(() -> Training.local(config(), folder.resolve("model"), TEXT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "expected a folder without checkpoints, found those of an earlier training run in ")
        .hasMessageEndingWith("; choose another folder");
  }
}
