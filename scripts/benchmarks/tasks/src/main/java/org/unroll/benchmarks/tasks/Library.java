package org.unroll.benchmarks.tasks;

import java.util.Locale;
import org.unroll.task.Examples;

/** A library that trains the network of a task. */
enum Library {
  UNROLL {
    @Override
    <E extends Examples> Learner learner(LearningProblem<E> problem) {
      return new UnrollLearner<>(problem);
    }
  },
  PYTORCH {
    @Override
    <E extends Examples> Learner learner(LearningProblem<E> problem) {
      return new TorchLearner<>(problem);
    }
  };

  /** Creates an untrained network. */
  abstract <E extends Examples> Learner learner(LearningProblem<E> problem);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
