package org.unroll.task.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unroll.math.Seeds;

class TestBatchOrder {

  private static int[] lengths(int size) {
    int[] lengths = new int[size];
    Arrays.setAll(lengths, i -> 1 + (int) (60 * Seeds.uniform(1, i) * Seeds.uniform(2, i)));
    return lengths;
  }

  private static List<Integer> examples(BatchOrder order) {
    List<Integer> examples = new ArrayList<>();
    for (int step = 0; step < order.size(); step++) {
      Arrays.stream(order.batch(step)).forEach(examples::add);
    }
    return examples;
  }

  @Test
  void hasEachExampleOnce() {
    for (int size : new int[] {0, 1, 9, 10, 11, 1234}) {
      BatchOrder order = BatchOrder.shuffled(lengths(size), 10, 3);
      assertThat(order.size()).isEqualTo((size + 9) / 10);
      assertThat(examples(order)).hasSize(size).doesNotHaveDuplicates();
      assertThat(examples(BatchOrder.byLength(lengths(size), 10)))
          .hasSize(size)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void dependsOnTheSeedAlone() {
    int[] lengths = lengths(500);
    List<Integer> order = examples(BatchOrder.shuffled(lengths, 10, 3));
    assertThat(examples(BatchOrder.shuffled(lengths, 10, 3))).isEqualTo(order);
    assertThat(examples(BatchOrder.shuffled(lengths, 10, 4))).isNotEqualTo(order);
  }

  @Test
  void padsLittle() {
    int[] lengths = lengths(5000);
    assertThat(BatchOrder.shuffled(lengths, 10, 3).padding(lengths).share()).isLessThan(0.1);
    assertThat(BatchOrder.byLength(lengths, 10).padding(lengths).share()).isLessThan(0.01);
  }
}
