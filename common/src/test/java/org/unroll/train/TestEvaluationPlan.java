package org.unroll.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestEvaluationPlan {

  @Test
  void theShardsOfAnEvaluationDependOnTheDataAlone() {
    assertThat(EvaluationPlan.shards(0, 20)).isEqualTo(1);
    assertThat(EvaluationPlan.shards(1999, 20)).isEqualTo(1);
    assertThat(EvaluationPlan.shards(2000, 20)).isEqualTo(2);
    assertThat(EvaluationPlan.shards(1_000_000_000_000L, 20)).isEqualTo(8);
  }
}
