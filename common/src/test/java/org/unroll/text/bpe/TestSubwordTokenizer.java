package org.unroll.text.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.errors.BadDataException;
import org.unroll.text.TextConfig;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.Tokenizers;
import org.unroll.text.words.WordTokenizer;

class TestSubwordTokenizer {

  private static final List<String> LINES =
      List.of(
          "The town lies on the river, and the river's other bank is the other town.",
          "東京は日本の首都です。東京都は東京にあります。",
          "El niño está aquí, y la niña está allí.");

  private static final SubwordVocabulary VOCABULARY =
      LearnedSubwords.of(LINES, 60, LearnedSubwords.config());

  private static final Tokenizer SUBWORD =
      Tokenizers.encoder(LearnedSubwords.config(), VOCABULARY).tokenizer();

  private static List<String> tokens(Tokenizer tokenizer, String line) {
    List<String> tokens = new ArrayList<>();
    tokenizer.tokenize(line, tokens::add);
    return tokens;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "The other river's bank.",
        "  two  spaces,\ta tab, and one behind ",
        "unheard Ωords 東北 😀 👩‍👩‍👧 \u0000 \u00AD \uFFFF",
        "<pad> <unk> <eos> Ġ Ċ \\x00",
        "don ' t don't don’t",
        "السلام عليكم",
      })
  void joiningGivesTheTextBack(String line) {
    List<String> tokens = tokens(SUBWORD, line);
    assertThat(SUBWORD.join(tokens)).isEqualTo(line);
    assertThat(tokens).allMatch(token -> VOCABULARY.id(token) > Vocabulary.EOS);
  }

  @Test
  void oftenSeenWordsAreOneToken() {
    assertThat(tokens(SUBWORD, "the town, the other")).contains("Ġtown", "Ġthe", "Ġother");
  }

  @Test
  void oneSpellingOfALetter() {
    assertThat(SUBWORD.join(tokens(SUBWORD, "nin\u0303o"))).isEqualTo("niño");
  }

  @Test
  void endsOfLinesAndHalfLettersJoin() {
    assertThat(SUBWORD.join(List.of("The", "Ġtown", "<eos>", "Ġ", "æ", "Ŀ", "±", "æ", "x")))
        .isEqualTo("The town\n 東\uFFFDx");
  }

  @Test
  void tokensAreShownAsText() {
    assertThat(SUBWORD.show("Ġthe")).isEqualTo(" the");
    assertThat(SUBWORD.show("æĿ±äº¬")).isEqualTo("東京");
    assertThat(SUBWORD.show("æĿ")).isEqualTo("\\xe6\\x9d");
    assertThat(SUBWORD.show("<eos>")).isEqualTo("<eos>");
    assertThat(new WordTokenizer().show("the")).isEqualTo("the");
  }

  @Test
  void optionsFoldSpellings() {
    TextConfig config = LearnedSubwords.config("text.lowerCase=true", "text.digitsToN=true");
    Tokenizer folding =
        Tokenizers.encoder(config, LearnedSubwords.of(LINES, 60, config)).tokenizer();
    assertThat(folding.join(tokens(folding, "The TOWN in 1990"))).isEqualTo("the town in NNNN");
  }

  @Test
  void aVocabularyWithoutATokenizerIsRefused() {
    Vocabulary words = Vocabulary.ofTokens(List.of("the"));
    assertThatThrownBy(() -> Tokenizers.encoder(LearnedSubwords.config(), words))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "expected tokenizer.json beside the vocabulary, as text.tokenizer = subword needs, found"
                + " none");
  }
}
