package org.unroll.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.unroll.progress.Progress;
import org.unroll.testing.LocalSpark;

class TestTaskProgress {

  /** A listener that records its calls. */
  private static final class Diary implements Progress {

    final List<String> entries = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Stage begin(String name, long total, String unit) {
      entries.add("begin " + name + ", " + total + " " + unit);
      return new Stage() {
        @Override
        public void update(long done, String note) {
          entries.add(String.valueOf(done));
        }

        @Override
        public void close() {
          entries.add("end");
        }
      };
    }

    @Override
    public void say(String line) {
      throw new AssertionError("nothing to say: " + line);
    }
  }

  private final JavaSparkContext spark = LocalSpark.context();
  private final Diary diary = new Diary();

  @Test
  void tasksAreCountedUpToTheLast() {
    List<Integer> numbers = IntStream.range(0, 40).boxed().toList();
    long sum =
        TaskProgress.show(
            spark,
            diary,
            "add",
            8,
            () -> (long) spark.parallelize(numbers, 8).reduce(Integer::sum));
    assertThat(sum).isEqualTo(780);
    assertThat(diary.entries).startsWith("begin add, 8 tasks").endsWith("8", "end");
    assertThat(diary.entries.subList(1, diary.entries.size() - 1))
        .extracting(Integer::parseInt)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void aJobThatFailsEndsItsStage() {
    assertThatThrownBy(
            () ->
                TaskProgress.show(
                    spark,
                    diary,
                    "divide",
                    2,
                    () -> spark.parallelize(List.of(0, 1), 2).map(i -> 1 / i).collect()))
        .isInstanceOf(SparkException.class);
    assertThat(diary.entries).endsWith("end").doesNotContain("2");
  }
}
