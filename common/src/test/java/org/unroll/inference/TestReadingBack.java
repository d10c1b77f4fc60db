package org.unroll.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.config.UnrollConfig;
import org.unroll.local.Training;
import org.unroll.text.Vocabulary;

/** Generated text that is scored and continued: it is read back as the tokens that were drawn. */
class TestReadingBack {

  private static final double[] TEMPERATURES = {0, 1e-30, 0.5, 1, 1e3};

  @TempDir private Path folder;

  private TextModel model(String tokenizer, String text) {
    List<String> keys =
        List.of(
            "text.tokenizer=" + tokenizer,
            "text.minCount=1",
            "text.maxVocabulary=300",
            "window.length=9",
            "window.stride=8",
            "model.embeddingSize=8",
            "model.hiddenSize=8",
            "model.layers=1",
            "model.initialRange=1",
            "train.maxRounds=2",
            "train.batchSizePerWorker=2",
            "train.averagingFrequency=2");
    return Training.local(UnrollConfig.defaults().with(keys), folder.resolve(tokenizer), text);
  }

  /** A prefix of a text is the same text, generated in two parts. */
  private static void check(TextModel model, String prompt) {
    for (double temperature : TEMPERATURES) {
      for (long seed = 1; seed <= 5; seed++) {
        int[] drawn = model.encode(model.generate(prompt, 60, temperature, seed).text());
        for (int length : new int[] {1, 17, 40}) {
          String text = model.generate(prompt, length, temperature, seed).text();
          int[] ids = model.encode(text);
          assertThat(ids).hasSize(model.encode(prompt).length + length);
          assertThat(ids).isEqualTo(IntStream.of(drawn).limit(ids.length).toArray());
          assertThat(model.tokenizer().join(tokens(model, ids))).isEqualTo(text);
        }
      }
    }
  }

  private static List<String> tokens(TextModel model, int[] ids) {
    return IntStream.of(ids).mapToObj(model.vocabulary()::token).toList();
  }

  @Test
  void wordsAreReadBack() {
    String text = "The town lies on a river, north of the hill.\nIt is old; a mill stands there.\n";
    try (TextModel model = model("word", text.repeat(9))) {
      check(model, "The town");
      check(model, "The town\nIt is old.\n\n");
      assertThat(model.generate("", 60, 1, 1).text()).contains("\n");
    }
  }

  @Test
  void tokensBetweenSpacesAreReadBack() {
    String text = "@-@ the <unk> , \" x ' . (\n) -- 1 , 000 <b> '\n";
    try (TextModel model = model("whitespace", text.repeat(9))) {
      check(model, "the ( x\n1 '");
    }
  }

  @Test
  void charactersAreReadBack() {
    String text = "  Um rio,\tuma vila \u2028\u0085 \uD83D\uDE00\n  東京は\n<eos>\n";
    try (TextModel model = model("character", text.repeat(9))) {
      check(model, " Um\nrio");
      check(model, "\n\n");
      assertThat(model.encode("<eos>")).doesNotContain(Vocabulary.EOS).hasSize(5);
    }
  }

  /**
   * The subwords drawn may be spelled by fewer: what is read back is the same text, line by line,
   * and its tokens are read back as themselves.
   */
  @Test
  void subwordsAreReadBackAsTheSameText() {
    try (TextModel model = model("subword", "the river the town's mill\n".repeat(20))) {
      for (double temperature : TEMPERATURES) {
        for (long seed = 1; seed <= 20; seed++) {
          String text = model.generate("the\nri", 60, temperature, seed).text();
          int[] ids = model.encode(text);
          String back = model.tokenizer().join(tokens(model, ids));
          assertThat(back).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
          assertThat(model.encode(back)).isEqualTo(ids);
          assertThat(text).doesNotContain("\r").startsWith("the\nri");
          assertThat(text.chars().filter(c -> c == '\n').count())
              .isEqualTo(IntStream.of(ids).filter(id -> id == Vocabulary.EOS).count());
        }
      }
      String most = model.generate("", 200, 0, 1).text();
      assertThat(model.complete(most, 3).completions())
          .isEqualTo(model.complete(most.replace("\n", "\r\n"), 3).completions());
    }
  }
}
