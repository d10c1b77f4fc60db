package org.unroll.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.junit.jupiter.api.Test;
import org.unroll.math.Seeds;
import org.unroll.text.words.CharacterTokenizer;
import org.unroll.text.words.WhitespaceTokenizer;

class TestTextEncoder {

  private static final TextEncoder ENCODER =
      new TextEncoder(new WhitespaceTokenizer(), Vocabulary.ofTokens(List.of("the", "town")));

  @Test
  void textBecomesIdsAndBack() {
    List<Integer> ids = new ArrayList<>();
    ENCODER.encode("the old  town", ids::add);
    assertThat(ids).containsExactly(3, Vocabulary.UNK, 4);
    assertThat(ENCODER.decode(3, 4, Vocabulary.EOS, 3)).isEqualTo("the town\nthe");
    assertThat(ENCODER.decode()).isEmpty();
  }

  @Test
  void unknownTokensKeepTheirText() {
    List<String> tokens = new ArrayList<>();
    ENCODER.encodeTokens("the old town", (token, id) -> tokens.add(token + "=" + id));
    assertThat(tokens).containsExactly("the=3", "old=1", "town=4");
  }

  @Test
  void singleTokensAreShown() {
    assertThat(ENCODER.show(4)).isEqualTo("town");
    assertThat(ENCODER.show(Vocabulary.UNK)).isEqualTo("<unk>");
  }

  private static List<Integer> encodeText(String text) {
    List<Integer> ids = new ArrayList<>();
    ENCODER.encodeText(text, (token, id) -> ids.add(id));
    return ids;
  }

  @Test
  void eachEndOfLineIsAToken() {
    assertThat(encodeText("")).isEmpty();
    assertThat(encodeText("the")).containsExactly(3);
    assertThat(encodeText("the\ntown\n")).containsExactly(3, 2, 4, 2);
    assertThat(encodeText("the\r\ntown\rthe")).containsExactly(3, 2, 4, 2, 3);
    assertThat(encodeText("\n\n")).containsExactly(2, 2);
    assertThat(encodeText("\n\r")).containsExactly(2, 2);
    List<String> tokens = new ArrayList<>();
    ENCODER.encodeText("old\n", (token, id) -> tokens.add(token));
    assertThat(tokens).containsExactly("old", "<eos>");
  }

  /** Text that spells a special token is what it is in a training text: never an end of a line. */
  @Test
  void writtenSpecialTokensForgeNothing() {
    assertThat(encodeText("the <eos> town <pad> <unk>")).containsExactly(3, 4, Vocabulary.UNK);
    TextEncoder characters =
        new TextEncoder(new CharacterTokenizer(), Vocabulary.ofTokens(List.of("<", ">", "e")));
    List<Integer> ids = new ArrayList<>();
    characters.encodeText("<eos>", (token, id) -> ids.add(id));
    assertThat(ids).containsExactly(3, 5, Vocabulary.UNK, Vocabulary.UNK, 4);
  }

  /** The reader that {@code prepare} cuts text files with decides what ends a line. */
  @Test
  void linesEndWhereThoseOfATextFileDo() throws IOException {
    String[] parts = {"the", " ", "\n", "\r", "\r\n", "\u2028", "\u0085", "\u000b", "\f"};
    for (int seed = 0; seed < 200; seed++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        text.append(parts[(int) (Seeds.uniform(seed, i) * parts.length)]);
      }
      text.append('\n');
      assertThat(encodeText(text.toString())).isEqualTo(asAFile(text.toString()));
    }
  }

  private static List<Integer> asAFile(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LineReader reader = new LineReader(new ByteArrayInputStream(bytes));
    Text line = new Text();
    List<Integer> ids = new ArrayList<>();
    while (reader.readLine(line) > 0) {
      ENCODER.encode(line.toString(), ids::add);
      ids.add(Vocabulary.EOS);
    }
    return ids;
  }

  @Test
  void aSentenceIsOneLine() {
    assertThat(TextEncoder.oneLine(" a b \r\n\n\tc\rd ")).isEqualTo("a b c d");
    assertThat(TextEncoder.oneLine("a  b")).isEqualTo("a  b");
    assertThat(TextEncoder.oneLine(" \n ")).isEmpty();
  }
}
