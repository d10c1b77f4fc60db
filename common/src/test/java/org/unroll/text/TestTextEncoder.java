package org.unroll.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
}
