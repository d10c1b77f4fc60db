package org.unroll.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestNearestName {

  private static final List<String> KEYS =
      List.of(
          "model.layers",
          "model.hiddenSize",
          "model.embeddingSize",
          "model.dropout",
          "model.dropoutKind",
          "train.batchSizePerWorker",
          "train.learningRate",
          "train.outerLearningRate",
          "train.schedule.factor",
          "train.shards",
          "text.minCount");

  @ParameterizedTest
  @CsvSource({
    "model.hidenSize, model.hiddenSize",
    "model.hidden_size, model.hiddenSize",
    "MODEL.HIDDENSIZE, model.hiddenSize",
    "train.hiddenSize, model.hiddenSize",
    "hiddenSize, model.hiddenSize",
    "train.learnignRate, train.learningRate",
    "train.batchSize, train.batchSizePerWorker",
    "train.factor, train.schedule.factor",
    "model.dropuot, model.dropout",
    "train.shard, train.shards",
    "text.mincount, text.minCount"
  })
  void aSlipHasItsName(String slip, String meant) {
    assertThat(NearestName.of(slip, KEYS)).contains(meant);
    assertThat(NearestName.suggestion(slip, KEYS)).isEqualTo("; did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource({"spark.executor.memory", "x", "train", "model.vocabulary", "a.b", "''", "."})
  void anythingElseHasNone(String name) {
    assertThat(NearestName.of(name, KEYS)).isEmpty();
    assertThat(NearestName.suggestion(name, KEYS)).isEmpty();
  }

  @Test
  void editsCountInsertionsDeletionsReplacementsAndExchanges() {
    assertThat(NearestName.edits("", "abc")).isEqualTo(3);
    assertThat(NearestName.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.edits("trian", "train")).isEqualTo(1);
    assertThat(NearestName.edits("same", "same")).isZero();
  }
}
