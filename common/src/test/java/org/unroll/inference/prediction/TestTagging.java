package org.unroll.inference.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.unroll.text.words.WordTokenizer;

class TestTagging {

  private static Tagging tagging(PredictionInput input, String... tags) {
    return Tagging.of(TaggedText.of(input, new WordTokenizer()), List.of(tags));
  }

  @Test
  void showsEntitiesInBrackets() {
    PredictionInput words =
        new PredictionInput.Words(List.of("Teddy", "Roosevelt", "was", "in", "Paris"));
    assertThat(tagging(words, "B-PER", "I-PER", "O", "O", "B-LOC").show())
        .isEqualTo("[Teddy Roosevelt PER] was in [Paris LOC]");
    assertThat(tagging(words, "O", "O", "O", "O", "O").show())
        .isEqualTo("Teddy Roosevelt was in Paris");
    assertThat(tagging(words, "B-PER", "B-PER", "O", "O", "O").show())
        .isEqualTo("[Teddy PER] [Roosevelt PER] was in Paris");
  }

  @Test
  void givesEntitiesWithTheirPlaces() {
    Tagging tagging =
        tagging(
            new PredictionInput.Text("Yesterday,  M. de  la Tour-\nneuf slept."),
            "O",
            "O",
            "B-PER",
            "I-PER",
            "I-PER",
            "I-PER",
            "I-PER",
            "I-PER",
            "I-PER",
            "O",
            "O");
    assertThat(tagging.words().subList(0, 4)).containsExactly("Yesterday", ",", "M", ".");
    assertThat(tagging.values().keySet()).containsExactly("words", "tags", "entities");
    assertThat(tagging.values().get("entities"))
        .isEqualTo(
            List.of(Map.of("type", "PER", "start", 2, "end", 9, "text", "M. de  la Tour-\nneuf")));
  }

  @Test
  void aTextWithoutWordsHasNoTags() {
    Tagging tagging = tagging(new PredictionInput.Text(" \n "));
    assertThat(tagging.show()).isEmpty();
    assertThat(tagging.entities()).isEmpty();
  }
}
