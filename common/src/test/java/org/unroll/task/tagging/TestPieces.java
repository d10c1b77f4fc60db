package org.unroll.task.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.task.batch.RaggedInts;

class TestPieces {

  private static final TagSet TAGS = TagSet.of(List.of("O", "B-NAME", "I-NAME"));

  private static RaggedInts sentences(int... lengths) {
    RaggedInts.Builder sentences = new RaggedInts.Builder();
    for (int length : lengths) {
      sentences.add(new int[length]);
    }
    return sentences.build();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 16})
  void coverEachWord(int timeSteps) {
    int[] lengths = {0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 63, 64, 100};
    RaggedInts words = sentences(lengths);
    Pieces pieces = new Pieces(words, timeSteps);
    int[][] found = new int[pieces.lengths().length][];
    for (int piece = 0; piece < found.length; piece++) {
      assertThat(pieces.lengths()[piece]).isLessThanOrEqualTo(timeSteps);
      found[piece] = new int[pieces.lengths()[piece]];
      Arrays.fill(found[piece], 1);
    }
    int[][] joined = pieces.join(found, words, TAGS);
    for (int sentence = 0; sentence < lengths.length; sentence++) {
      int[] ones = new int[lengths[sentence]];
      Arrays.fill(ones, 1);
      assertThat(joined[sentence]).isEqualTo(ones);
    }
  }

  @Test
  void meetWhereTheSchemeAllows() {
    RaggedInts words = sentences(14);
    Pieces pieces = new Pieces(words, 8);
    assertThat(pieces.lengths()).containsExactly(8, 8);
    assertThat(pieces.start(1)).isEqualTo(6);
    // The words 6 and 7 are in both. The first piece has O on 6, so I- of the second may not
    // follow.
    int[] first = {0, 0, 0, 0, 0, 1, 0, 0};
    int[] second = {2, 2, 2, 0, 0, 0, 0, 1};
    assertThat(pieces.join(new int[][] {first, second}, words, TAGS)[0])
        .containsExactly(0, 0, 0, 0, 0, 1, 2, 2, 2, 0, 0, 0, 0, 1);
    int[] other = {0, 1, 2, 0, 0, 0, 0, 1};
    assertThat(pieces.join(new int[][] {first, other}, words, TAGS)[0])
        .containsExactly(0, 0, 0, 0, 0, 1, 0, 1, 2, 0, 0, 0, 0, 1);
  }

  @Test
  void aTaggerTagsAllWordsOfALongSentence() {
    TaggingNetwork network = TestTaggingNetwork.longSentences();
    try (network) {
      for (List<String> tags : network.tag(TestTaggingNetwork.shardOf(3, 5, 6, 37))) {
        assertThat(Entity.of(tags))
            .allSatisfy(entity -> assertThat(tags.get(entity.start())).startsWith("B-"));
      }
      assertThat(network.tag(TestTaggingNetwork.shardOf(3, 5, 6, 37)))
          .extracting(List::size)
          .containsExactly(3, 5, 6, 37);
      assertThat(network.evaluate(TestTaggingNetwork.shardOf(3, 5, 6, 37)).predictions())
          .isEqualTo(51);
    }
  }
}
