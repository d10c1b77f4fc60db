package org.unroll.text.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.config.UnrollConfig;
import org.unroll.testing.SharedData;
import org.unroll.text.Tokenizer;
import org.unroll.text.TokenizerKind;
import org.unroll.text.words.CharacterTokenizer;
import org.unroll.text.words.WhitespaceTokenizer;
import org.unroll.text.words.WordTokenizer;

class TestTokenizers {

  private static final Tokenizer WORD = new WordTokenizer();
  private static final Tokenizer WHITESPACE = new WhitespaceTokenizer();
  private static final Tokenizer CHARACTER = new CharacterTokenizer();

  private static List<String> tokens(Tokenizer tokenizer, String line) {
    List<String> tokens = new ArrayList<>();
    tokenizer.tokenize(line, tokens::add);
    return tokens;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "I don't know. ~ I|don't|know|.",
        "I don’t know... ~ I|don’t|know|.|.|.",
        "A Universidade Federal de Viçosa (UFV) é ~ A|Universidade|Federal|de|Viçosa|(|UFV|)|é",
        "3.5 % of 1,000 ~ 3.5|%|of|1,000",
        "He said: \"Yes!\" ~ He|said|:|\"|Yes|!|\"",
        "well-known ~ well|-|known",
        "die Straße, größer ~ die|Straße|,|größer",
        "l’État c'est moi ~ l’État|c'est|moi",
        "Москва — столица ~ Москва|—|столица",
        "東京に行きました。 ~ 東京|に|行き|ま|した|。",
        "中华人民共和国的首都 ~ 中华|人民|共和国|的|首都",
        "ภาษาไทยง่าย ~ ภาษา|ไทย|ง่าย",
        "برلين هي العاصمة، ~ برلين|هي|العاصمة|،",
        "हिन्दी भाषा। ~ हिन्दी|भाषा|।",
        "👩‍👩‍👧 🙂 ~ 👩‍👩‍👧|🙂",
        "a\u00A0b\tc\u3000d ~ a|b|c|d",
        "`` ~ ``",
      })
  void words(String line, String expected) {
    assertThat(String.join("|", tokens(WORD, line))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I don't know.",
        "A Universidade Federal de Viçosa (UFV) é uma universidade pública brasileira, com sua sede.",
        "It costs $3.50 (US$4) or 5 € at 12:30; that's 3.5%!",
        "He said: \"Yes, of course.\" And left.",
        "\"What?\" \"Nothing.\"",
        "a well-known 19th-century town and/or city",
        "1990–1995 – the best years",
        "the dogs' bone, the 'new' one",
        "R&D at AT&T, C++ and C#",
        "the temperature was 23 °C, −5, COVID-19",
        "¿Qué? ¡Sí! «no»",
        "„Ja“, sagte er.",
        "Москва — столица России.",
        "東京に行きました。それは「良い」です。",
        "中华人民共和国的首都是北京，很大。",
        "ภาษาไทยง่าย",
        "برلين هي العاصمة، نعم؟",
        "Wait... what?",
        "[sic] {a} (b)",
        "the U.S. Army, e.g., in 1944",
      })
  void wordsJoin(String line) {
    assertThat(WORD.join(tokens(WORD, line))).isEqualTo(expectation(line));
  }

  /** What is lost: whether a space stood before a degree sign, and between closing quotes. */
  private static String expectation(String line) {
    return line.replace("23 °C", "23°C").replace("„Ja“, ", "„Ja “, ");
  }

  @Test
  void linesJoin() {
    List<String> tokens =
        List.of("One", ".", "<eos>", "\"", "Two", "\"", "<eos>", "<unk>", "-", "x");
    assertThat(WORD.join(tokens)).isEqualTo("One.\n\"Two\"\n<unk>-x");
    assertThat(WHITESPACE.join(List.of("a", "b", "<eos>", "c"))).isEqualTo("a b\nc");
    assertThat(CHARACTER.join(List.of("a", " ", "<eos>", "c"))).isEqualTo("a \nc");
  }

  @Test
  void whitespaceKeepsWhatStandsBetweenSpaces() {
    assertThat(tokens(WHITESPACE, "  Viçosa (UFV) é\u00A0uma\t<unk> <eos> <pad> @-@ "))
        .containsExactly("Viçosa", "(UFV)", "é", "uma", "<unk>", "@-@");
  }

  @Test
  void charactersAreCodePoints() {
    assertThat(tokens(CHARACTER, "a é🙂\r\n\uD800")).containsExactly("a", " ", "é", "🙂");
  }

  @Test
  void oneSpellingOfALetter() {
    for (TokenizerKind kind : TokenizerKind.values()) {
      String key = "text.tokenizer=" + kind.name().toLowerCase(Locale.ROOT);
      UnrollConfig config = UnrollConfig.of(ConfigFactory.empty(), List.of(key));
      Tokenizer tokenizer = Tokenizers.of(config.text());
      assertThat(tokens(tokenizer, "Vic\u0327osa")).isEqualTo(tokens(tokenizer, "Vi\u00E7osa"));
    }
  }

  @Test
  void threadsShareATokenizer() throws Exception {
    String line = "東京に行きました。 A town, and another (large) one.";
    List<String> expected = tokens(WORD, line);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<List<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(() -> tokens(WORD, line));
      }
      for (Future<List<String>> call : pool.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @Tag("shared-data")
  void charactersJoinToTheTextTheyWereCutFrom() throws IOException {
    for (String line :
        Files.readAllLines(SharedData.file("lm/tinyshakespeare.txt")).subList(0, 2000)) {
      assertThat(CHARACTER.join(tokens(CHARACTER, line))).isEqualTo(line);
    }
  }

  @Test
  @Tag("shared-data")
  void wordsJoinToAlmostTheTextTheyWereCutFrom() throws IOException {
    int same = 0;
    int lines = 0;
    for (String line :
        Files.readAllLines(SharedData.file("lm/warandpeace.txt")).subList(100, 8000)) {
      String text = line.strip().replaceAll(" +", " ");
      if (!text.isEmpty()) {
        lines++;
        same += WORD.join(tokens(WORD, text)).equals(text) ? 1 : 0;
      }
    }
    assertThat((double) same / lines).isGreaterThan(0.95);
  }

  @Test
  void optionsFoldSpellings() {
    List<String> tokens = new ArrayList<>();
    UnrollConfig config =
        UnrollConfig.of(
            ConfigFactory.empty(),
            List.of("text.lowerCase=true", "text.digitsToN=true", "text.maxTokenLength=9"));
    Tokenizer tokenizer = Tokenizers.of(config.text());
    tokenizer.tokenize("In ÉTÉ 1990, 3.5 ٣ Donaudampfschifffahrt", tokens::add);
    assertThat(tokens).containsExactly("in", "été", "NNNN", ",", "N.N", "N", "<unk>");
    assertThat(tokenizer.join(List.of("in", "été", "NNNN", ","))).isEqualTo("in été NNNN,");
  }
}
