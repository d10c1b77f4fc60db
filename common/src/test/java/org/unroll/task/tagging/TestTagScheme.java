package org.unroll.task.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.unroll.errors.BadDataException;

class TestTagScheme {

  @Test
  void isTheSimplestThatHasAllTags() {
    assertThat(TagScheme.of(List.of("O", "I-PER", "I-LOC"))).isEqualTo(TagScheme.IO);
    assertThat(TagScheme.of(List.of("O", "I-PER", "B-LOC"))).isEqualTo(TagScheme.BIO);
    assertThat(TagScheme.of(List.of("S-PER", "O", "B-LOC"))).isEqualTo(TagScheme.BIOES);
    for (String wrong : List.of("PER", "X-PER", "B", "B-", "", "o")) {
      assertThatThrownBy(() -> TagScheme.of(List.of("O", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found " + wrong);
    }
  }

  @Test
  void forbidsWhatContinuesNothing() {
    assertThat(TagScheme.BIO.mayStart("I-PER")).isFalse();
    assertThat(TagScheme.BIO.mayFollow("O", "I-PER")).isFalse();
    assertThat(TagScheme.BIO.mayFollow("B-LOC", "I-PER")).isFalse();
    assertThat(TagScheme.BIO.mayFollow("B-PER", "I-PER")).isTrue();
    assertThat(TagScheme.BIO.mayFollow("I-PER", "I-PER")).isTrue();
    assertThat(TagScheme.BIO.mayFollow("I-PER", "B-PER")).isTrue();
    assertThat(TagScheme.IO.mayFollow("I-LOC", "I-PER")).isTrue();
    assertThat(TagScheme.IO.mayStart("I-PER")).isTrue();
  }

  @Test
  void forbidsBioesEntitiesWithoutEnd() {
    assertThat(TagScheme.BIOES.mayFollow("B-PER", "O")).isFalse();
    assertThat(TagScheme.BIOES.mayFollow("B-PER", "B-PER")).isFalse();
    assertThat(TagScheme.BIOES.mayFollow("B-PER", "E-PER")).isTrue();
    assertThat(TagScheme.BIOES.mayFollow("B-PER", "E-LOC")).isFalse();
    assertThat(TagScheme.BIOES.mayFollow("E-PER", "I-PER")).isFalse();
    assertThat(TagScheme.BIOES.mayFollow("S-PER", "S-PER")).isTrue();
    assertThat(TagScheme.BIOES.mayEnd("I-PER")).isFalse();
    assertThat(TagScheme.BIOES.mayEnd("E-PER")).isTrue();
    assertThat(TagScheme.BIOES.mayStart("E-PER")).isFalse();
  }

  @Test
  void writesEntitiesInEachScheme() {
    List<Entity> entities = List.of(new Entity("A", 0, 3), new Entity("A", 3, 4));
    assertThat(TagScheme.IO.write(entities, 5)).containsExactly("I-A", "I-A", "I-A", "I-A", "O");
    assertThat(TagScheme.BIO.write(entities, 5)).containsExactly("B-A", "I-A", "I-A", "B-A", "O");
    assertThat(TagScheme.BIOES.write(entities, 5)).containsExactly("B-A", "I-A", "E-A", "S-A", "O");
    for (TagScheme scheme : List.of(TagScheme.BIO, TagScheme.BIOES)) {
      assertThat(Entity.of(scheme.write(entities, 5))).isEqualTo(entities);
    }
  }

  @Test
  void aFileOfTagsGivesTheirScheme() {
    for (TagScheme scheme : TagScheme.values()) {
      TagSet tags = TagSet.ofTypes(List.of("PER", "X-Y"), scheme);
      assertThat(TagSet.read(Map.of(TagSet.FILE, tags.write()), "data")).isEqualTo(tags);
    }
    for (String damaged : List.of("", "O\n", "O\nO\n", "O\nPER\n", "O\nB-\n")) {
      assertThatThrownBy(() -> TagSet.read(Map.of(TagSet.FILE, damaged), "data"))
          .isInstanceOf(BadDataException.class)
          .hasMessageStartingWith("data/tags.txt: expected at least two different tags");
    }
  }
}
