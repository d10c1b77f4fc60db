package org.unroll.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.config.UnrollConfig;
import org.unroll.data.LanguageData;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.output.OutputLayer;
import org.unroll.progress.Progress;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

class TestPrepareText {

  @TempDir Path folder;

  private static UnrollConfig config(String... overrides) {
    List<String> all = new ArrayList<>(List.of("text.tokenizer=whitespace", "text.minCount=1"));
    all.addAll(List.of(overrides));
    return UnrollConfig.of(ConfigFactory.empty(), all);
  }

  private PrepareReport prepare(PrepareInput input, String out, UnrollConfig config) {
    return new PrepareJob(
            LocalSpark.context(),
            config,
            input,
            new org.apache.hadoop.fs.Path(folder.resolve(out).toUri()),
            Progress.silent())
        .run();
  }

  private LanguageData open(String out) {
    return TextTraining.open(folder.resolve(out));
  }

  private String text(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines).toUri().toString();
  }

  private static List<String> randomLines(int count, long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < count; line++) {
      StringBuilder text = new StringBuilder();
      for (int word = random.nextInt(12); word > 0; word--) {
        text.append('w').append((int) Math.pow(200, random.nextDouble())).append(' ');
      }
      lines.add(text.toString().strip());
    }
    return lines;
  }

  /** Returns the targets of a split in the order of one stream, as tokens. */
  private static List<String> targets(LanguageData data, Split split, int shards) {
    List<String> tokens = new ArrayList<>();
    for (WindowShard shard : data.shards(LocalSpark.context(), split, shards).collect()) {
      TokenBatch batch = new TokenBatch(shard.windowLength() - 1, 1);
      for (int step = 0; step < shard.steps(1); step++) {
        shard.fill(step, batch);
        for (int target : batch.targets) {
          if (target != OutputLayer.NO_TARGET) {
            tokens.add(data.vocabulary().token(target));
          }
        }
      }
    }
    return tokens;
  }

  private static List<String> tokens(List<String> lines) {
    List<String> tokens = new ArrayList<>();
    for (String line : lines) {
      for (String word : line.split(" ")) {
        if (!word.isEmpty()) {
          tokens.add(word);
        }
      }
      tokens.add("<eos>");
    }
    return tokens;
  }

  @Test
  void theWindowsOfOneFileAreItsTextInOrder() throws IOException {
    List<String> lines = randomLines(5000, 1);
    PrepareReport report = prepare(new PrepareInput.Text(text("all.txt", lines)), "out", config());

    LanguageData data = open("out");
    Map<Split, List<String>> expected =
        Map.of(
            Split.TRAIN, lines.subList(0, 4500),
            Split.VALIDATION, lines.subList(4500, 4750),
            Split.TEST, lines.subList(4750, 5000));
    for (Split split : Split.values()) {
      List<String> tokens = tokens(expected.get(split));
      assertThat(report.splits().tokens().get(split.label())).isEqualTo(tokens.size());
      for (int shards : new int[] {1, 3}) {
        assertThat(targets(data, split, shards)).isEqualTo(tokens.subList(1, tokens.size()));
      }
    }
    assertThat(report.upToDate()).isFalse();
    assertThat(report.splits().unigramPerplexity().get("test")).isBetween(10.0, 250.0);
  }

  @Test
  void theVocabularyIsOrderedByCountThenCodePoint() throws IOException {
    String train =
        text("train.txt", List.of("b a \uD83D\uDE00 \uFFFD", "b c \uFFFD a \uD83D\uDE00 b", "z"));
    String test = text("test.txt", List.of("y b y y y y"));
    prepare(
        new PrepareInput.SplitTexts(Map.of(Split.TRAIN, train, Split.TEST, test)),
        "out",
        config("window.length=4", "window.stride=3"));

    assertThat(open("out").vocabulary().tokens())
        .containsExactly("<pad>", "<unk>", "<eos>", "b", "a", "\uFFFD", "\uD83D\uDE00", "c", "z");
    assertThat(open("out").prepared().manifest().counts(Split.TEST).unkRate()).isEqualTo(5 / 7.0);
    assertThat(open("out").prepared().manifest().examples(Split.VALIDATION)).isZero();
  }

  @Test
  void aSecondRunIsUpToDateAndAnotherConfigurationIsRefused() throws IOException {
    PrepareInput input = new PrepareInput.Text(text("all.txt", randomLines(300, 2)));
    PrepareReport first = prepare(input, "out", config());
    PrepareReport second = prepare(input, "out", config());

    assertThat(second.upToDate()).isTrue();
    assertThat(second.splits().windows()).isEqualTo(first.splits().windows());
    assertThatThrownBy(() -> prepare(input, "out", config("window.length=10")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("found data prepared from other input or with another configuration");
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    String path = text("short.txt", List.of("too short"));
    assertThatThrownBy(() -> prepare(new PrepareInput.Text(path), "out", config()))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "expected at least one window of window.length = 36 tokens in the training split, found"
                + " 3 tokens; give more text or a shorter window");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(Path::getFileName)).containsExactly(Path.of("short.txt"));
    }
  }
}
