package org.unroll.benchmarks.tasks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.unroll.benchmarks.Measurement;
import org.unroll.optim.LearningRate;
import org.unroll.optim.ScheduleConfig;
import org.unroll.task.Examples;

/**
 * The training of one learner, epoch by epoch, with the learning rates and seeds of a training run
 * of one shard that validates after each epoch.
 *
 * @param <E> the examples of the task
 */
final class LearningRun<E extends Examples> {

  /**
   * The result of an epoch.
   *
   * @param loss the mean loss of an example during the epoch, in nats
   * @param validation the objective's figure of the validation split after it
   * @param test that of the test split
   * @param speed the measured training of the epoch, whose tokens are examples
   */
  record Epoch(double loss, double validation, double test, Measurement speed) {

    /** Reads the fields of {@link #line}. */
    static Epoch parse(String line) {
      String[] fields = line.split(" ", 6);
      double[] numbers = new double[6];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Double.parseDouble(fields[i]);
      }
      return new Epoch(
          numbers[0],
          numbers[1],
          numbers[2],
          new Measurement((long) numbers[3], numbers[4], numbers[5]));
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%s %s %s %d %s %s",
          loss,
          validation,
          test,
          speed.tokens(),
          speed.seconds(),
          speed.cpuSeconds());
    }
  }

  private final LearningProblem<E> problem;
  private final Learner learner;
  private final LearningRate learningRate;
  private int epochs; // trained so far
  private double rateDivisor = 1; // of the plateau schedule
  private @Nullable Double best;

  LearningRun(LearningProblem<E> problem, Learner learner) {
    this.problem = problem;
    this.learner = learner;
    this.learningRate = new LearningRate(problem.train().learningRate());
  }

  /** Trains for some time on the first mini-batches, then forgets what was learnt. */
  void warmUp(double seconds) {
    long start = System.nanoTime();
    for (int epoch = 0; (System.nanoTime() - start) * 1e-9 < seconds; epoch++) {
      for (int step = 0;
          step < problem.steps() && (System.nanoTime() - start) * 1e-9 < seconds;
          step++) {
        learner.train(problem.epochSeed(epoch), step, learningRate.at(0, step));
      }
    }
    learner.reset();
  }

  /** Trains an epoch, then evaluates validation and test split. */
  Epoch next() {
    double[] loss = new double[1];
    Measurement speed = Measurement.of(() -> train(loss));
    float[] parameters = learner.parameters();
    String metric = problem.task().objective().metric();
    double validation = problem.evaluate(parameters, problem.validation()).figure(metric);
    double test = problem.evaluate(parameters, problem.test()).figure(metric);
    adapt(validation);
    epochs++;
    return new Epoch(loss[0] / speed.tokens(), validation, test, speed);
  }

  /** Trains an epoch alone, for its parameters. */
  long train(double[] loss) {
    long epochSeed = problem.epochSeed(epochs);
    int steps = problem.steps();
    for (int step = 0; step < steps; step++) {
      double rate = learningRate.at(epochs, (long) epochs * steps + step) / rateDivisor;
      loss[0] += learner.train(epochSeed, step, rate);
    }
    return problem.training().size();
  }

  private void adapt(double validation) {
    ScheduleConfig schedule = problem.train().learningRate().schedule();
    if (problem.task().objective().improves(validation, best)) {
      best = validation;
    } else if (schedule.kind() == ScheduleConfig.Kind.PLATEAU) {
      rateDivisor *= schedule.factor();
    }
  }
}
