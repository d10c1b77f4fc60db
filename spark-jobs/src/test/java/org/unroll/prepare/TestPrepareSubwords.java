package org.unroll.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.data.LanguageData;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.inference.Completer;
import org.unroll.inference.Predictor;
import org.unroll.inference.Sampler;
import org.unroll.inference.Scorer;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.inference.Scorer.ScoredToken;
import org.unroll.nn.output.OutputLayer;
import org.unroll.progress.Progress;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;
import org.unroll.text.bpe.MergeTrainer;
import org.unroll.text.bpe.Merges;
import org.unroll.training.TrainJob;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Subwords, from the text to the use of a model. */
class TestPrepareSubwords {

  private static final String[] STEMS = {"town", "river", "Brücke", "東京", "it", "old", "19", "ñ"};
  private static final String[] ENDINGS = {"", "s", "ing", "'s", ",", "90", " \t", "."};

  private static final UnrollConfig CONFIG =
      TextTraining.config(
          "text.tokenizer=subword", "text.maxVocabulary=300", "text.minCount=2", "model.layers=1");

  @TempDir private Path folder;
  private List<String> lines = List.of();

  @BeforeEach
  void writeLines() {
    Random random = new Random(1);
    lines = new ArrayList<>();
    for (int line = 0; line < 600; line++) {
      StringBuilder text = new StringBuilder();
      for (int word = 1 + random.nextInt(8); word > 0; word--) {
        text.append(text.isEmpty() ? "" : " ");
        text.append(STEMS[random.nextInt(STEMS.length)]);
        text.append(ENDINGS[random.nextInt(ENDINGS.length)]);
      }
      lines.add(text.toString());
    }
  }

  /** Prepares the lines in a number of files. */
  private PrepareReport prepare(String out, int files) throws IOException {
    Path texts = Files.createDirectories(folder.resolve(out + "-text"));
    for (int file = 0; file < files; file++) {
      int from = lines.size() * file / files;
      int to = lines.size() * (file + 1) / files;
      Files.write(texts.resolve("part-" + file + ".txt"), lines.subList(from, to));
    }
    return new PrepareJob(
            LocalSpark.context(),
            CONFIG,
            new PrepareInput.Text(texts.toUri() + "part-*.txt"),
            TextTraining.hadoop(folder.resolve(out)),
            Progress.silent())
        .run();
  }

  private LanguageData open(String out) {
    return TextTraining.open(folder.resolve(out));
  }

  private static String text(LanguageData data, Split split) {
    List<String> tokens = new ArrayList<>();
    for (WindowShard shard : data.shards(LocalSpark.context(), split, 1).collect()) {
      TokenBatch batch = new TokenBatch(shard.windowLength() - 1, 1);
      for (int step = 0; step < shard.steps(1); step++) {
        shard.fill(step, batch);
        for (int time = 0; time < batch.targets.length; time++) {
          if (tokens.isEmpty()) {
            tokens.add(data.vocabulary().token(batch.inputs[0]));
          }
          if (batch.targets[time] != OutputLayer.NO_TARGET) {
            tokens.add(data.vocabulary().token(batch.targets[time]));
          }
        }
      }
    }
    return data.vocabulary().learnedTokenizer().orElseThrow().join(tokens);
  }

  @Test
  void theWindowsAreTheTextAndNothingIsUnknown() throws IOException {
    PrepareReport report = prepare("out", 1);

    LanguageData data = open("out");
    assertThat(report.vocabularySize()).isEqualTo(300);
    assertThat(report.splits().unkRate()).isZero();
    assertThat(text(data, Split.TRAIN)).isEqualTo(String.join("\n", lines.subList(0, 540)) + "\n");
    assertThat(text(data, Split.TEST)).isEqualTo(String.join("\n", lines.subList(570, 600)) + "\n");
    long[] counts =
        Files.readAllLines(folder.resolve("out/counts.txt")).stream()
            .mapToLong(Long::parseLong)
            .toArray();
    for (int id = 4; id < counts.length; id++) {
      assertThat(counts[id]).isLessThanOrEqualTo(counts[id - 1]);
    }
    assertThat(prepare("out", 1).upToDate()).isTrue();
  }

  @Test
  void thePartitionsDoNotMatter() throws IOException {
    prepare("one", 1);
    prepare("many", 7);
    for (String file : List.of("tokenizer.json", "vocab.txt", "counts.txt")) {
      assertThat(folder.resolve("many/" + file))
          .hasSameTextualContentAs(folder.resolve("one/" + file));
    }
    assertThat(text(open("many"), Split.TRAIN)).isEqualTo(text(open("one"), Split.TRAIN));
  }

  @Test
  void aModelCarriesItsTokenizer() throws IOException {
    prepare("data", 2);
    Path model = folder.resolve("model");
    TextTraining.train(
        LocalSpark.context(), CONFIG, folder.resolve("data"), model, TrainJob.Start.NEW);

    assertThat(TextTraining.latest(model).resolve("tokenizer.json"))
        .hasSameTextualContentAs(folder.resolve("data/tokenizer.json"));
    try (Predictor predictor =
        new Predictor(Checkpoint.open(TextTraining.hadoop(model), new Configuration()))) {
      String prompt = "the 東京 town's";
      ScoreReport score = new Scorer(predictor).score(prompt);
      assertThat(score.tokens().stream().map(ScoredToken::token)).contains("'s", " town");
      assertThat(new Completer(predictor).complete(prompt, 300).completions())
          .extracting(Completer.Completion::token)
          .contains(" river", "<eos>")
          .doesNotContain("<unk>", "Ġriver");
      assertThat(new Sampler(predictor).generate(prompt, 20, 0.5, 1).text()).startsWith(prompt);
    }
  }

  @Test
  void mergesSurviveEitherSerializer() {
    MergeTrainer trainer = new MergeTrainer();
    trainer.add("Brücken", 3);
    Merges merges = trainer.learn(5, 1);
    SparkConf spark = new SparkConf();
    ClassTag<Merges> type = ClassTag$.MODULE$.apply(Merges.class);
    for (Serializer serializer : List.of(new JavaSerializer(spark), new KryoSerializer(spark))) {
      SerializerInstance instance = serializer.newInstance();
      Merges copy = instance.deserialize(instance.serialize(merges, type), type);
      assertThat(copy.spellings()).isEqualTo(merges.spellings());
      assertThat(copy.encode("Brücke")).isEqualTo(merges.encode("Brücke")).hasSizeLessThan(7);
    }
  }

  @Test
  void refusesDataWithoutItsTokenizer() throws IOException {
    prepare("data", 1);
    Files.delete(folder.resolve("data/tokenizer.json"));
    assertThatThrownBy(() -> open("data"))
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching("expected the file .*/data/tokenizer.json, found none; prepare again");
  }
}
