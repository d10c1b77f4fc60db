package org.unroll.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.MergeTrainer;
import org.unroll.text.bpe.Merges;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.bpe.SubwordVocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

class TestCheckpointStore {

  private static final TensorLayout LAYOUT = TensorLayout.builder().add("w", 2, 2).build();

  @TempDir private Path folder;

  private CheckpointStore store() {
    return new CheckpointStore(folder());
  }

  private Folder folder() {
    return Folder.of(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
  }

  private static Snapshot snapshot(int round) {
    return snapshot(round, Vocabulary.ofTokens(List.of("a", "\u2028", "é")));
  }

  private static Snapshot snapshot(int round, Vocabulary vocabulary) {
    float[] values = {round, 2, 3, 4};
    return new Snapshot(
        "{}",
        VocabularyFiles.write(vocabulary),
        new TensorBlock(LAYOUT, values, Map.of()),
        "{\"round\": " + round + "}",
        new TensorBlock(
            TensorLayout.builder().add("hidden_state.0", 0).build(), new float[0], Map.of()),
        new Provenance(
            "language",
            "data",
            round,
            0,
            100L * round,
            round % 2 == 0 ? new Provenance.Validation("perplexity", 50.0) : null));
  }

  private static Vocabulary vocabulary(Map<String, String> taskFiles) {
    return VocabularyFiles.read(taskFiles, "folder");
  }

  private List<String> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path file(int round, String name) {
    return folder.resolve("checkpoints/round-%06d".formatted(round)).resolve(name);
  }

  private CheckpointFolder latest() {
    return new CheckpointFolder(store().latest().orElseThrow());
  }

  @Test
  void whatWasWrittenIsRead() {
    store().write(snapshot(3), false);

    Snapshot read = latest().read();

    assertThat(read.model().values()).isEqualTo(snapshot(3).model().values());
    assertThat(read.taskFiles()).isEqualTo(snapshot(3).taskFiles());
    assertThat(vocabulary(read.taskFiles()).tokens()).containsSubsequence("a", "\u2028", "é");
    assertThat(read.provenance()).isEqualTo(snapshot(3).provenance());
    assertThat(read.trainingState()).isEqualTo("{\"round\": 3}");
    assertThat(latest().readModel().provenance()).isEqualTo(snapshot(3).provenance());
  }

  @Test
  void asManyOfTheNewestAsWantedAreKeptAndTheBest() throws IOException {
    CheckpointStore store = new CheckpointStore(folder(), 3);
    store.write(snapshot(999_997), true);
    for (int round = 999_998; round <= 1_000_002; round++) {
      store.write(snapshot(round), false);
    }
    assertThat(checkpoints())
        .containsExactlyInAnyOrder(
            "round-999997", "round-1000000", "round-1000001", "round-1000002");

    // A run that may keep fewer removes the others with its next checkpoint.
    store().write(snapshot(1_000_003), true);
    assertThat(checkpoints()).containsExactlyInAnyOrder("round-1000002", "round-1000003");
  }

  @Test
  void theNewestTwoAndTheBestAreKept() throws IOException {
    store().write(snapshot(1), false);
    assertThat(store().best())
        .map(Folder::toString)
        .isEqualTo(store().latest().map(Folder::toString));
    store().write(snapshot(2), true);
    store().write(snapshot(3), false);
    store().write(snapshot(4), false);
    store().write(snapshot(5), false);

    assertThat(checkpoints()).containsExactly("round-000002", "round-000004", "round-000005");
    assertThat(store().latest().orElseThrow().path().getName()).isEqualTo("round-000005");
    assertThat(store().best().orElseThrow().path().getName()).isEqualTo("round-000002");

    store().write(snapshot(6), true);
    assertThat(checkpoints()).containsExactly("round-000005", "round-000006");
  }

  @Test
  void subwordsBringTheirTokenizer() throws IOException {
    MergeTrainer trainer = new MergeTrainer();
    trainer.add("abab", 2);
    Merges merges = trainer.learn(2, 1);
    SubwordTokenizer tokenizer = new SubwordTokenizer(UnrollConfig.defaults().text(), merges);
    store()
        .write(
            snapshot(1, SubwordVocabulary.of(Vocabulary.ofTokens(merges.spellings()), tokenizer)),
            false);

    SubwordVocabulary read = (SubwordVocabulary) vocabulary(latest().readModel().taskFiles());
    assertThat(read.tokenizer().merges().spellings())
        .isEqualTo(merges.spellings())
        .endsWith("ab", "abab");
    assertThat(vocabulary(latest().read().taskFiles()).learnedTokenizer()).isPresent();

    Files.writeString(file(1, "tokenizer.json"), "{}");
    assertThatThrownBy(() -> latest().read())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("tokenizer.json is damaged: expected sha256");
  }

  @Test
  void aWriteThatWasInterruptedLeavesTheCheckpointBefore() throws IOException {
    store().write(snapshot(1), true);
    Path aside = folder.resolve("checkpoints/.round-000002.new");
    Files.createDirectories(aside);
    Files.writeString(aside.resolve(CheckpointFolder.MODEL), "half a mo");

    assertThat(latest().read().provenance().round()).isEqualTo(1);

    store().write(snapshot(2), false);
    assertThat(latest().read().provenance().round()).isEqualTo(2);
    assertThat(checkpoints()).containsExactly("round-000001", "round-000002");
  }

  /** A whole checkpoint that nobody names yet: its run is repeated and writes it again. */
  @Test
  void aWriteInterruptedBeforeItsNameWasWrittenLeavesTheCheckpointBefore() throws IOException {
    store().write(snapshot(1), true);
    new CheckpointFolder(folder().folder("checkpoints/round-000002")).write(snapshot(2));

    assertThat(latest().read().provenance().round()).isEqualTo(1);
    store().write(snapshot(2), true);
    assertThat(store().best().orElseThrow().path().getName()).isEqualTo("round-000002");
    assertThat(checkpoints()).containsExactly("round-000001", "round-000002");
  }

  /**
   * {@code best} is written before {@code latest}; a run that was stopped between them repeats
   * both.
   */
  @Test
  void aNameWhoseCheckpointIsBeingReplacedIsPassedOver() throws IOException {
    store().write(snapshot(1), false);
    Files.writeString(folder.resolve("best"), "checkpoints/round-000002\n");

    assertThat(store().best().map(found -> found.path().getName())).contains("round-000001");
    store().write(snapshot(2), true);
    assertThat(checkpoints()).containsExactly("round-000001", "round-000002");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "checkpoints/", "../elsewhere", "checkpoints/round-000007\n", "\0\0"})
  void aTornNameIsRebuiltFromWhatStandsThere(String torn) throws IOException {
    store().write(snapshot(1), true);
    store().write(snapshot(2), false);
    for (String pointer : List.of("latest", "best")) {
      Files.writeString(folder.resolve(pointer), torn);
    }
    assertThat(latest().read().provenance().round()).isEqualTo(2);
    assertThat(store().best().orElseThrow().name()).isEqualTo("round-000002");

    store().recover();
    assertThat(folder.resolve("latest")).hasContent("checkpoints/round-000002");
    store().nameBest(1);
    assertThat(store().best().orElseThrow().name()).isEqualTo("round-000001");
  }

  @Test
  void aDamagedCheckpointIsPassedOverForTheOneBefore() throws IOException {
    for (int round = 1; round <= 3; round++) {
      store().write(snapshot(round), round == 1);
    }
    List<String> said = new ArrayList<>();
    Files.writeString(file(3, "training.json"), "{\"round\": 4}");
    assertThat(store().readLatest(said::add).orElseThrow().provenance().round()).isEqualTo(2);
    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .contains("round-000003/training.json is damaged")
        .endsWith("; continuing from the checkpoint before, round-000002")
        .doesNotContain("\n");

    Files.delete(file(2, "vocab.txt"));
    assertThat(store().readLatest(said::add).orElseThrow().provenance().round()).isEqualTo(1);
    Files.delete(file(1, "vocab.txt"));
    assertThatThrownBy(() -> store().readLatest(said::add))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("round-000003/training.json is damaged");

    store().write(snapshot(3), false);
    assertThat(latest().read()).isNotNull();
  }

  @Test
  void whatAKilledRunLeftIsPutInOrder() throws IOException {
    store().write(snapshot(1), true);
    store().write(snapshot(2), false);
    Files.move(
        folder.resolve("checkpoints/round-000002"),
        folder.resolve("checkpoints/.round-000002.old"));
    for (String left : List.of("checkpoints/.round-000003.new/model.safetensors", ".latest.new")) {
      Files.createDirectories(folder.resolve(left).getParent());
      Files.writeString(folder.resolve(left), "half a mo");
    }
    store().recover();

    assertThat(latest().read().provenance().round()).isEqualTo(2);
    assertThat(checkpoints()).containsExactly("round-000001", "round-000002");
    assertThat(folder.resolve(".latest.new")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.safetensors",
        "config.json",
        "vocab.txt",
        "training.json",
        "training.safetensors"
      })
  void aFlippedBitIsFound(String name) throws IOException {
    store().write(snapshot(1), false);
    byte[] bytes = Files.readAllBytes(file(1, name));
    for (int bit : new int[] {0, 4 * bytes.length + 3, 8 * bytes.length - 1}) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file(1, name), damaged);
      assertThatThrownBy(() -> latest().read())
          .isInstanceOf(BadDataException.class)
          .hasMessageMatching(
              ".*/checkpoints/round-000001/"
                  + name
                  + " is damaged: expected sha256 [0-9a-f]{64}, found [0-9a-f]{64}; use another checkpoint of the run");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.safetensors",
        "config.json",
        "vocab.txt",
        "training.json",
        "training.safetensors",
        "checkpoint.json"
      })
  void aMissingFileIsNamed(String name) throws IOException {
    store().write(snapshot(1), false);
    Files.delete(file(1, name));
    assertThatThrownBy(() -> latest().read())
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching(
            "expected the file .*/checkpoints/round-000001/" + name + ", found none");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    store().write(snapshot(1), false);
    Path index = file(1, CheckpointFolder.INDEX);
    String text = Files.readString(index, StandardCharsets.UTF_8);
    Files.writeString(index, text.replace("\"formatVersion\" : 2", "\"formatVersion\" : 3"));
    assertThatThrownBy(() -> latest().read())
        .isInstanceOf(BadDataException.class)
        .hasMessageEndingWith("checkpoint.json: expected a format version from 1 to 2, found 3");
  }

  @Test
  void anIndexThatIsNotOneIsRefused() throws IOException {
    store().write(snapshot(1), false);
    Files.writeString(file(1, CheckpointFolder.INDEX), "{\"formatVersion\" :");
    assertThatThrownBy(() -> latest().read())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("checkpoint.json: expected the index of a checkpoint");
  }

  @Test
  void aFolderWithoutACheckpointIsRefused() {
    assertThatThrownBy(
            () ->
                Checkpoint.open(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("found neither in");
  }

  @Test
  void aModelIsOpenedByItsRunOrByItself() {
    store().write(snapshot(2), true);
    store().write(snapshot(3), false);
    Configuration hadoop = new Configuration();
    org.apache.hadoop.fs.Path run = new org.apache.hadoop.fs.Path(folder.toUri());
    assertThat(Checkpoint.open(run, hadoop).provenance().round()).isEqualTo(2);
    assertThat(
            Checkpoint.open(new org.apache.hadoop.fs.Path(run, "checkpoints/round-000003"), hadoop)
                .provenance()
                .round())
        .isEqualTo(3);
  }
}
