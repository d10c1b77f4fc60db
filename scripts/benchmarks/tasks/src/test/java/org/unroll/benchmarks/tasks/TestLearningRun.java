package org.unroll.benchmarks.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.files.Folder;
import org.unroll.nn.Pooling;
import org.unroll.nn.RecurrentConfig.Direction;
import org.unroll.nn.cell.CellKind;
import org.unroll.task.Examples;
import org.unroll.task.tagging.TaggingConfig;
import org.unroll.train.EpochPlan;
import org.unroll.train.StopRequest;
import org.unroll.train.TrainingListener;
import org.unroll.train.TrainingLoop;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;
import org.unroll.train.round.LocalRoundExecutor;

class TestLearningRun {

  private static final int EPOCHS = 3;

  @TempDir private Path folder;

  @Test
  void hasTheBitsOfTrainingAClassifierInOneShard() {
    check(Problems.texts(CellKind.LSTM, Direction.BIDIRECTIONAL, Pooling.Kind.MAX, 0.3));
  }

  @Test
  void hasTheBitsOfTrainingATaggerInOneShard() {
    check(Problems.sentences(TaggingConfig.Output.CRF, 6));
  }

  private <E extends Examples> void check(LearningProblem<E> problem) {
    try (Learner learner = new UnrollLearner<>(problem)) {
      LearningRun<E> run = new LearningRun<>(problem, learner);
      run.warmUp(0.2);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        run.next();
      }
      assertThat(learner.parameters()).isEqualTo(rounds(problem));
    }
  }

  /** The parameters after the rounds that {@code train} makes of the same examples. */
  private <E extends Examples> float[] rounds(LearningProblem<E> problem) {
    EpochPlan plan =
        new EpochPlan(
            problem.training().size(),
            1,
            problem.batchSize(),
            problem.train().rounds().averagingFrequency());
    TrainingRun run = new TrainingRun(problem.task(), problem.train(), "{}", "examples", plan);
    Folder out = Folder.of(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
    LocalRoundExecutor<E> executor =
        new LocalRoundExecutor<>(
            problem.task(),
            problem.train().local(),
            List.of(problem.training()),
            List.of(problem.validation()));
    return new TrainingLoop(
            run,
            executor,
            new CheckpointStore(out, 2),
            new TrainingListener() {},
            StopRequest.none())
        .train(TrainingState.initial(run))
        .parameters();
  }
}
