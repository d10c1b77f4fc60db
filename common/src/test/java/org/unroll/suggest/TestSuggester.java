package org.unroll.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.checkpoint.Provenance;
import org.unroll.config.UnrollConfig;
import org.unroll.inference.Batcher;
import org.unroll.inference.Session;
import org.unroll.inference.TextModel;
import org.unroll.suggest.Suggester.Suggestion;
import org.unroll.suggest.Suggester.Suggestions;
import org.unroll.task.language.LanguageModel;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.testing.TinyTraining;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.MergeTrainer;
import org.unroll.text.bpe.Merges;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.bpe.SubwordVocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

/** Suggestions against a search through everything. */
class TestSuggester {

  private static final List<String> WORDS =
      List.of(
          "the",
          "The",
          "S\u00e3o",
          "sao",
          "Paulo",
          "\u00fcber",
          "\u0141\u00f3d\u017a",
          "na\u00efve",
          "city",
          "cities",
          "don't",
          "\u0438\u0439",
          "\ud55c\uad6d",
          ",",
          ".",
          "\"",
          "5",
          "\u00d8re");

  private static TextModel model(UnrollConfig config, Vocabulary vocabulary) {
    TensorLayout layout = LanguageModel.layout(config.model(), vocabulary.size());
    float[] values = new float[layout.size()];
    LanguageModel.initialize(values, layout, config.model(), 7);
    return new TextModel(
        new Checkpoint(
            new Path("model"),
            config.toJson(),
            VocabularyFiles.write(vocabulary),
            new TensorBlock(layout, values, Map.of()),
            new Provenance("language", "none", 0, 0, 0, null)));
  }

  private static TextModel words() {
    UnrollConfig config = TinyTraining.config("text.tokenizer=word", "model.initialRange=1");
    return model(config, Vocabulary.ofTokens(WORDS));
  }

  private static TextModel subwords() {
    MergeTrainer trainer = new MergeTrainer();
    for (String word :
        List.of(" the", " then", " S\u00e3o", " city", "ing", " \u65e5\u672c", " to")) {
      trainer.add(word, 10);
    }
    Merges merges = trainer.learn(18, 1);
    UnrollConfig config = TinyTraining.config("text.tokenizer=subword", "model.initialRange=1");
    SubwordTokenizer tokenizer = new SubwordTokenizer(config.text(), merges);
    return model(config, SubwordVocabulary.of(Vocabulary.ofTokens(merges.spellings()), tokenizer));
  }

  private static Suggester suggester(TextModel model) {
    return new Suggester(new Batcher(model, 1), 0.6, 1 << 20);
  }

  private static List<String> suggest(Suggester suggester, String prefix) {
    return suggester.suggest("the city", prefix, 20).suggestions().stream()
        .map(Suggestion::word)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "sao, S\u00e3o sao",
    "SAO, S\u00c3O SAO",
    "S\u00e3, S\u00e3o Sao",
    "uber, \u00fcber",
    "\u00dcb, \u00dcber",
    "lodz, \u0141\u00f3d\u017a",
    "nai, na\u00efve",
    "th, the The",
    "Th, The",
    "cit, city cities",
    "don\u2019, don't",
    "\u0438\u0438, \u0438\u0439",
    "\u1112\u1161, \ud55c\uad6d",
    "ore, \u00d8re",
    "zzz, ''",
    "',', ''",
  })
  void findsWordsWithoutAccentsAndCapitals(String prefix, String expected) {
    try (TextModel model = words()) {
      assertThat(suggest(suggester(model), prefix))
          .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(" "));
    }
  }

  @Test
  void withoutLettersOffersWordsInTheModelsOrder() {
    try (TextModel model = words()) {
      Session session = model.newSession();
      session.read(model.encode("the city"));
      List<String> expected =
          WORDS.stream()
              .filter(word -> Character.isLetterOrDigit(word.codePointAt(0)))
              .sorted(
                  Comparator.comparingDouble(
                      word -> -session.next().logProbability(model.vocabulary().id(word))))
              .toList();
      Suggester suggester = suggester(model);
      for (int again = 0; again < 2; again++) {
        List<Suggestion> found = suggester.suggest("the city ", "", 3).suggestions();
        assertThat(found).extracting(Suggestion::word).isEqualTo(expected.subList(0, 3));
        assertThat(found.get(0).probability())
            .isEqualTo(session.next().probability(model.vocabulary().id(expected.get(0))));
      }
      assertThat(suggest(suggester, "")).isEqualTo(expected);
    }
  }

  @Test
  void isSureOnlyOfWhatIsProbableAndNotAWordAsTyped() {
    try (TextModel model = words()) {
      Suggester suggester = suggester(model);
      assertThat(suggester.suggest("the ", "pau", 3).sure()).isTrue();
      assertThat(suggester.suggest("the ", "Paulo", 3).sure()).isFalse();
      assertThat(suggester.suggest("the ", "sao", 3).sure()).isFalse();
      assertThat(suggester.suggest("the ", "p", 3).sure()).isFalse();
      assertThat(suggester.suggest("the ", "zz", 3).sure()).isFalse();
      assertThat(suggester.suggest("the ", "", 3).sure()).isFalse();
      assertThat(new Suggester(new Batcher(model, 1), 1, 0).suggest("", "cit", 3).sure()).isFalse();
    }
  }

  /** What is one token by itself is frequent, and may be a word as typed. */
  @Test
  void leavesFrequentSubwordsAsTyped() {
    try (TextModel model = subwords()) {
      Suggester suggester = new Suggester(new Batcher(model, 1), 1e-9, 0);
      assertThat(suggester.suggest("city ", "the", 3).sure()).isFalse();
      assertThat(suggester.suggest("city ", "The", 3).sure()).isFalse();
      assertThat(suggester.suggest("city ", "cit", 3).sure()).isTrue();
    }
  }

  /** A text that is typed on, deleted and typed again: states that are kept change nothing. */
  @Test
  void keptStatesChangeNothing() {
    try (TextModel model = words()) {
      Suggester keeping = suggester(model);
      Suggester forgetting = new Suggester(new Batcher(model, 1), 0.6, 0);
      for (String context :
          List.of("", "the", "the city", "the city .", "the city", "the", "The\nthe city , the")) {
        Suggestions expected = forgetting.suggest(context, "", 5);
        assertThat(keeping.suggest(context, "", 5)).isEqualTo(expected);
        assertThat(keeping.suggest(context, "", 5)).isEqualTo(expected);
      }
    }
  }

  /** The bounded search finds the words, and their probabilities, that a full one finds. */
  @ParameterizedTest
  @ValueSource(strings = {"th", "t", "s", "ci", "\u65e5"})
  void putsWordsTogether(String prefix) {
    try (TextModel model = subwords()) {
      List<Suggestion> found = suggester(model).suggest("the", prefix, 3).suggestions();
      assertThat(found).hasSize(3);
      Map<String, Double> all = new HashMap<>();
      Session start = model.newSession();
      start.read(model.encode("the"));
      searchAll(model, start, new byte[0], 0, prefix, all);
      List<Double> best = all.values().stream().sorted(Comparator.reverseOrder()).limit(3).toList();
      double highest = best.get(0);
      double ratio = found.get(1).probability() / found.get(0).probability();
      assertThat(all.get(found.get(0).word())).isCloseTo(highest, within(highest * 1e-4));
      assertThat(ratio).isCloseTo(best.get(1) / highest, within(0.02));
    }
  }

  /** All words of up to three tokens behind a space, with the probability of each and its end. */
  private static void searchAll(
      TextModel model,
      Session session,
      byte[] bytes,
      int length,
      String prefix,
      Map<String, Double> words) {
    search(model, session, bytes, 1, length, prefix, words);
  }

  private static void search(
      TextModel model,
      Session session,
      byte[] bytes,
      double probability,
      int length,
      String prefix,
      Map<String, Double> words) {
    List<Integer> goesOn = new ArrayList<>();
    double continues = 0;
    for (int id = 3; id < model.vocabulary().size(); id++) {
      byte[] piece = model.tokenizer().bytes(model.vocabulary().token(id));
      boolean fits = length == 0 ? piece[0] == ' ' : isBare(piece);
      if (fits) {
        goesOn.add(id);
        continues += session.next().probability(id);
      }
    }
    String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).strip();
    boolean whole = !text.isEmpty() && !text.contains("\ufffd");
    if (whole && Folding.fold(text).startsWith(Folding.fold(prefix))) {
      words.merge(text, probability * (1 - continues), Double::sum);
    }
    if (length == 4 || probability < 1e-4) {
      return;
    }
    for (int id : goesOn) {
      byte[] piece = model.tokenizer().bytes(model.vocabulary().token(id));
      byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + piece.length);
      System.arraycopy(piece, 0, longer, bytes.length, piece.length);
      String begun = new String(longer, java.nio.charset.StandardCharsets.UTF_8).strip();
      String folded = Folding.fold(begun.replace("\ufffd", ""));
      String wanted = Folding.fold(prefix);
      boolean letters =
          begun.replace("\ufffd", "").codePoints().allMatch(Character::isLetterOrDigit);
      if (letters && (folded.startsWith(wanted) || wanted.startsWith(folded))) {
        Session next = session.fork();
        next.read(id);
        double p = probability * session.next().probability(id);
        search(model, next, longer, p, length + 1, prefix, words);
      }
    }
  }

  private static boolean isBare(byte[] piece) {
    String text = new String(piece, java.nio.charset.StandardCharsets.UTF_8);
    return text.contains("\ufffd") && piece[0] != ' '
        || Character.isLetterOrDigit(text.codePointAt(0))
        || (text.startsWith("'") && text.length() > 1)
        || Character.getType(text.codePointAt(0)) == Character.NON_SPACING_MARK;
  }
}
