package org.unroll.text.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.config.UnrollConfig;
import org.unroll.text.TextEncoder;
import org.unroll.text.Tokenizer;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.MergeTrainer;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.tokenizers.Tokenizers;

/** Tokens are found where they were cut out, whatever was done to them. */
class TestTextPieces {

  private static final List<String> TEXTS =
      List.of(
          "Hello, welcome to the \"real\" world's end.",
          "  two  spaces\tand a tab ",
          "S\u00e3o Paulo, Sa\u0303o Paulo: e\u0301t\u00e9 (\u212b)",
          "In 1990 there were 12,345 of \u0663\u0664",
          "\u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8\u3002 \ud55c\uad6d\uc5b4",
          "line one\r\nline two\n\nline \ud83d\ude00\ud83d\udc4d\ud83c\udffd four\r",
          "\u0130stanbul \u1e9e \u039f\u0394\u039f\u03a3",
          "");

  private static Tokenizer tokenizer(TokenizerKind kind, String... keys) {
    List<String> all = new ArrayList<>(List.of(keys));
    all.add("text.tokenizer=" + kind.name().toLowerCase(java.util.Locale.ROOT));
    UnrollConfig config = UnrollConfig.defaults().with(all);
    if (kind == TokenizerKind.SUBWORD) {
      MergeTrainer trainer = new MergeTrainer();
      trainer.add(" the", 5);
      trainer.add("world", 3);
      return new SubwordTokenizer(config.text(), trainer.learn(6, 1));
    }
    return Tokenizers.of(config.text());
  }

  private static List<String> tokens(Tokenizer tokenizer, String text) {
    List<String> tokens = new ArrayList<>();
    new TextEncoder(tokenizer, Vocabulary.ofTokens(List.of()))
        .encodeText(text, (token, id) -> tokens.add(token));
    return tokens;
  }

  @ParameterizedTest
  @EnumSource(TokenizerKind.class)
  void placesRiseAndHoldTheTokens(TokenizerKind kind) {
    Tokenizer tokenizer = tokenizer(kind);
    for (String text : TEXTS) {
      List<String> tokens = tokens(tokenizer, text);
      TextPieces pieces = TextPieces.of(text, tokenizer, tokens);
      int last = 0;
      for (int i = 0; i < tokens.size(); i++) {
        assertThat(pieces.begin(i)).isBetween(last, text.length());
        assertThat(pieces.end(i)).isBetween(pieces.begin(i), text.length());
        last = pieces.begin(i);
        if (kind != TokenizerKind.SUBWORD && !tokens.get(i).equals("<eos>")) {
          String piece = text.substring(pieces.begin(i), pieces.end(i));
          assertThat(org.unroll.text.words.Normalization.nfc(piece)).isEqualTo(tokens.get(i));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.lowerCase=true", "text.digitsToN=true"})
  void foldedTokensAreFoundToo(String key) {
    Tokenizer tokenizer = tokenizer(TokenizerKind.WORD, key);
    String text = "In 1990 S\u00e3o Paulo\nHAD 12 Rivers";
    TextPieces pieces = TextPieces.of(text, tokenizer, tokens(tokenizer, text));
    int[] expected = {0, 3, 8, 12, 17, 18, 22, 25};
    for (int i = 0; i < expected.length; i++) {
      assertThat(pieces.begin(i)).isEqualTo(expected[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(TokenizerKind.class)
  void placesInJoinedTextHoldTheTokens(TokenizerKind kind) {
    Tokenizer tokenizer = tokenizer(kind);
    for (String text : TEXTS) {
      List<String> tokens = tokens(tokenizer, text);
      String joined = tokenizer.join(tokens);
      TextPieces pieces = TextPieces.joined(tokenizer, tokens);
      for (int i = 0; i < tokens.size(); i++) {
        String shown =
            new String(tokenizer.bytes(tokens.get(i)), java.nio.charset.StandardCharsets.UTF_8);
        if (!shown.contains("\ufffd")) {
          assertThat(joined.substring(pieces.begin(i), pieces.end(i))).isEqualTo(shown);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3})
  void aTokenThatIsTooLongLeavesTheOthersFound(int length) {
    Tokenizer tokenizer = tokenizer(TokenizerKind.WORD, "text.maxTokenLength=" + length);
    String text = "the longest word is odd";
    TextPieces pieces = TextPieces.of(text, tokenizer, tokens(tokenizer, text));
    int[] expected = {0, 4, 12, 17, 20};
    for (int i : new int[] {0, 1, 3, 4}) {
      assertThat(pieces.begin(i)).as("token " + i).isEqualTo(expected[i]);
    }
  }
}
