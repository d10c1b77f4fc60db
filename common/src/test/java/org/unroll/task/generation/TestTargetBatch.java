package org.unroll.task.generation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.unroll.task.batch.RaggedInts;

class TestTargetBatch {

  private static final RaggedInts TEXTS =
      new RaggedInts.Builder().add(7, 8).add().add(3, 4, 5, 6).build();

  @Test
  void readsEachTextAfterEosAndPredictsItsEnd() {
    TargetBatch batch = new TargetBatch(4, 3, 0);
    batch.read(TEXTS, new int[] {1, 0});
    assertThat(batch.inputs()).containsExactly(2, 2, 0, 0, 7, 0, 0, 8, 0, 0, 0, 0);
    assertThat(batch.targets()).containsExactly(2, 7, -1, -1, 8, -1, -1, 2, -1, -1, -1, -1);
    assertThat(batch.lengths()).containsExactly(1, 3, 0);
    assertThat(batch.rows()).isEqualTo(9);
    assertThat(batch.predictions()).isEqualTo(4);
  }

  @Test
  void doesNotTeachTheEndOfATextThatIsCut() {
    TargetBatch batch = new TargetBatch(4, 1, 0);
    batch.read(TEXTS, new int[] {2});
    assertThat(batch.inputs()).containsExactly(2, 3, 4, 5);
    assertThat(batch.targets()).containsExactly(3, 4, 5, 6);
    assertThat(batch.predictions()).isEqualTo(4);
  }

  @Test
  void hasNoTargetsInLeadingSteps() {
    TargetBatch batch = new TargetBatch(4, 1, 1);
    batch.read(TEXTS, new int[] {0});
    assertThat(batch.inputs()).containsExactly(0, 2, 7, 8);
    assertThat(batch.targets()).containsExactly(-1, 7, 8, 2);
    assertThat(batch.lengths()).containsExactly(4);
  }
}
