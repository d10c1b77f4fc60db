package org.unroll.text.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.testing.SharedData;
import org.unroll.text.TextConfig;
import org.unroll.text.Vocabulary;

/** Our tokenizer of subwords against Hugging Face's own library, which reads our file. */
@DisabledOnOs(
    value = OS.MAC,
    architectures = "x86_64",
    disabledReason = "skipped: the library has no native part for Macs with Intel processors")
class TestHuggingFace {

  private static final List<String> LINES =
      List.of(
          "The town lies on the river, and the river's other bank is another town.",
          "They don't know the old town; we've known the older one since 1990, haven't we?",
          "I'll say it's 3.14159, $5.00 (US$5), 100% sure: e-mail me@example.org/~me?x=1&y=2!",
          "  two  spaces,\ta tab,   three\u00A0hard\u3000wide \u2028 ones behind  ",
          "Die Brücke über den Fluß führt über den Bach; ΟΔΟΣ, İstanbul, ÉTÉ, ǅ, ﬁn.",
          "東京は日本の首都です。東京都は２０２０年に、東京にあります。한국어 텍스트",
          "النهر في المدينة، والمدينة على النهر ١٩٩٠ हिन्दी भाषा में ภาษาไทยง่าย",
          "👩‍👩‍👧 😀😀 🇩🇪 𝔘𝔫𝔦 𐐷 \u0000\u0007\u007F\u00AD\u200B\uFEFF\uFFFD\uFFFF",
          "e\u0301 n\u0303 \u0308x \u1100\u1161\u11A8 q\u0323\u0307 \u2126 \u212B \uF900 ①²½Ⅷ",
          "<pad> <unk> <eos> <eos><eos> [UNK] </s> Ġ Ċ Ã©",
          "'s 'S's''t 'll'LL 've re're d'd 'm ’s",
          "",
          " ");

  @TempDir private Path folder;

  private HuggingFaceTokenizer open(SubwordVocabulary vocabulary) throws IOException {
    Path file = folder.resolve(TokenizerJson.FILE);
    Files.writeString(file, TokenizerJson.write(vocabulary));
    return HuggingFaceTokenizer.builder()
        .optTokenizerPath(file)
        .optAddSpecialTokens(false)
        .optTruncation(false)
        .optPadding(false)
        .build();
  }

  private void assertSame(List<String> lines, SubwordVocabulary vocabulary) throws IOException {
    SubwordTokenizer ours = vocabulary.tokenizer();
    try (HuggingFaceTokenizer theirs = open(vocabulary)) {
      for (String line : lines) {
        List<String> tokens = new ArrayList<>();
        ours.tokenize(line, tokens::add);
        long[] ids = tokens.stream().mapToLong(vocabulary::id).toArray();
        assertThat(ids).as(line).isEqualTo(theirs.encode(line).getIds());
        assertThat(ours.join(tokens)).as(line).isEqualTo(theirs.decode(ids));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text.lowerCase=true", "text.digitsToN=true"})
  void awkwardLinesHaveTheSameIdsAndText(String option) throws IOException {
    TextConfig config =
        option.isEmpty() ? LearnedSubwords.config() : LearnedSubwords.config(option);
    assertSame(LINES, LearnedSubwords.of(LINES, 150, config));
  }

  @Test
  void randomLinesHaveTheSameIdsAndText() throws IOException {
    Random random = new Random(1);
    int[] blocks = {0, 0x80, 0x300, 0x600, 0x900, 0xE00, 0x1E00, 0x2000, 0x3040, 0xAC00, 0x1F600};
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < 5000; line++) {
      StringBuilder text = new StringBuilder();
      for (int letter = random.nextInt(30); letter > 0; letter--) {
        int block = random.nextInt(3) == 0 ? blocks[random.nextInt(blocks.length)] : 0x20;
        text.appendCodePoint(block + random.nextInt(block == 0x20 ? 0x60 : 0x80));
      }
      lines.add(text.toString());
    }
    TextConfig config = LearnedSubwords.config("text.lowerCase=true", "text.digitsToN=true");
    assertSame(lines, LearnedSubwords.of(lines, 500, LearnedSubwords.config()));
    assertSame(lines, LearnedSubwords.of(lines, 500, config));
  }

  /**
   * What a model writes need not be text; then we may put another number of U+FFFD in its place.
   */
  @Test
  void randomTokensHaveTheSameText() throws IOException {
    SubwordVocabulary vocabulary = LearnedSubwords.of(LINES, 150, LearnedSubwords.config());
    SubwordTokenizer ours = vocabulary.tokenizer();
    Random random = new Random(2);
    try (HuggingFaceTokenizer theirs = open(vocabulary)) {
      for (int trial = 0; trial < 3000; trial++) {
        long[] ids = random.longs(random.nextInt(20), 0, vocabulary.size()).toArray();
        List<String> tokens =
            Arrays.stream(ids).mapToObj(id -> vocabulary.token((int) id)).toList();
        assertThat(ours.join(tokens).replaceAll("\uFFFD+", "\uFFFD"))
            .isEqualTo(theirs.decode(ids).replaceAll("\uFFFD+", "\uFFFD"));
      }
    }
  }

  /** Whether a letter, a digit, a mark or a space: a rule joins it with its like, in one word. */
  @Test
  @Tag("slow")
  void everyCharacterIsOfTheSameKind() throws IOException {
    Merges.Builder rules = new Merges.Builder();
    for (int lastByte = 0; lastByte < 0xC0; lastByte++) {
      for (String like : List.of("a", "1", ".")) {
        rules.add(ByteAlphabet.symbol(lastByte), rules.symbol(like).getAsInt());
      }
    }
    Merges merges = rules.build();
    SubwordVocabulary vocabulary =
        SubwordVocabulary.of(
            Vocabulary.ofTokens(merges.spellings()),
            new SubwordTokenizer(LearnedSubwords.config(), merges));
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        String letter = Character.toString(codePoint);
        line.append("|").append(letter).append("a|").append(letter).append("1|");
        line.append(letter).append(".");
      }
      if (codePoint % 64 == 63) {
        lines.add(line.toString());
        line.setLength(0);
      }
    }
    assertSame(lines, vocabulary);
  }

  @Test
  @Tag("shared-data")
  void realTextHasTheSameIdsAndText() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.addAll(Files.readAllLines(SharedData.file("lm/wikitext2.valid.txt")).subList(0, 1500));
    for (String wiki : List.of("en", "ja", "ar", "de", "fr", "pt")) {
      lines.addAll(lines(SharedData.file("dumps/mini-" + wiki + ".wiki.xml.bz2")));
    }
    TextConfig config = LearnedSubwords.config("text.lowerCase=true", "text.digitsToN=true");
    assertSame(lines, LearnedSubwords.of(lines, 4000, LearnedSubwords.config()));
    assertSame(lines.subList(1000, 3000), LearnedSubwords.of(lines, 1000, config));
  }

  private static List<String> lines(Path dump) throws IOException {
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration());
    try (InputStream in = codec.createInputStream(Files.newInputStream(dump))) {
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    }
  }
}
