package org.unroll.task.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Entities and figures on the edge cases of conlleval; expected values worked out by hand. */
class TestTaggingMetrics {

  private static List<Entity> entities(String tags) {
    return Entity.of(List.of(tags.split(" ")));
  }

  @Test
  void readsEachScheme() {
    List<Entity> expected = List.of(new Entity("PER", 0, 2), new Entity("LOC", 3, 4));
    assertThat(entities("B-PER I-PER O B-LOC")).isEqualTo(expected);
    assertThat(entities("I-PER I-PER O I-LOC")).isEqualTo(expected);
    assertThat(entities("B-PER E-PER O S-LOC")).isEqualTo(expected);
  }

  @Test
  void separatesNeighbours() {
    assertThat(entities("B-PER B-PER"))
        .containsExactly(new Entity("PER", 0, 1), new Entity("PER", 1, 2));
    assertThat(entities("I-PER I-LOC"))
        .containsExactly(new Entity("PER", 0, 1), new Entity("LOC", 1, 2));
    assertThat(entities("S-PER S-PER"))
        .containsExactly(new Entity("PER", 0, 1), new Entity("PER", 1, 2));
  }

  @Test
  void makesTheBestOfTagsOutsideOfTheScheme() {
    assertThat(entities("O I-PER O")).containsExactly(new Entity("PER", 1, 2));
    assertThat(entities("B-LOC I-PER"))
        .containsExactly(new Entity("LOC", 0, 1), new Entity("PER", 1, 2));
    assertThat(entities("E-PER I-PER"))
        .containsExactly(new Entity("PER", 0, 1), new Entity("PER", 1, 2));
    assertThat(entities("B-PER O")).containsExactly(new Entity("PER", 0, 1));
    assertThat(entities("O O")).isEmpty();
    assertThat(Entity.of(List.of())).isEmpty();
  }

  @Test
  void countsEntitiesThatAreRightInWordsAndType() {
    TaggingMetrics metrics = new TaggingMetrics();
    metrics.count(
        List.of("B-PER", "I-PER", "O", "B-LOC", "B-ORG"),
        List.of("B-PER", "I-PER", "O", "B-ORG", "I-ORG"));
    TaggingMetrics other = new TaggingMetrics();
    other.count(List.of("B-LOC"), List.of("B-LOC"));
    metrics.add(other);
    // 4 right, 3 found, 2 correct; words: 3 of 5, and 1 of 1.
    assertThat(metrics.figure("precision")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(metrics.figure("recall")).isCloseTo(0.5, within(1e-12));
    assertThat(metrics.figure("f1")).isCloseTo(4.0 / 7, within(1e-12));
    assertThat(metrics.figure("tokenAccuracy")).isCloseTo(4.0 / 6, within(1e-12));
    assertThat(metrics.figure("f1.LOC")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(metrics.figure("f1.ORG")).isZero();
  }

  @Test
  void isZeroWhereNothingIsFound() {
    TaggingMetrics metrics = new TaggingMetrics();
    metrics.count(List.of("B-PER"), List.of("O"));
    assertThat(metrics.figures())
        .containsEntry("f1", 0.0)
        .containsEntry("precision", 0.0)
        .containsEntry("recall", 0.0);
  }
}
