package org.unroll.train;

import java.util.List;
import java.util.Optional;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.errors.TrainingException;
import org.unroll.evaluation.Evaluation;
import org.unroll.files.Folder;
import org.unroll.optim.LearningRate;
import org.unroll.optim.ScheduleConfig;

/**
 * Synchronous rounds: in each, every shard trains some mini-batches from the same parameters, and
 * the driver takes the token-weighted mean of what they return.
 *
 * <p>The state after a round is a function of the state before it. So a run that goes on from a
 * checkpoint ends with the same parameters, to the bit, as one that was never interrupted.
 */
public final class TrainingLoop {

  private final TrainingRun run;
  private final Workers workers;
  private final CheckpointStore checkpoints;
  private final RunListener listener;
  private final OuterOptimizer outer;
  private final LearningRate learningRate;

  public TrainingLoop(
      TrainingRun run, Workers workers, CheckpointStore checkpoints, RunListener listener) {
    this.run = run;
    this.workers = workers;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.outer = OuterOptimizer.of(run.train().outer());
    this.learningRate = new LearningRate(run.train().learningRate(), run.train().schedule());
  }

  /**
   * Trains until the last epoch or round.
   *
   * @param start the initial state, or that of a checkpoint
   * @return the state after the last round, which has a checkpoint
   * @throws TrainingException if a loss is no longer finite; the newest checkpoint is from before
   */
  public TrainingState train(TrainingState start) {
    TrainingState state = start;
    while (state.progress().round() < run.rounds()) {
      RoundTask task = task(state.progress());
      double rate = task.learningRate(task.firstStep());
      state = round(state, task);
      boolean last = state.progress().round() == run.rounds();
      boolean validate = last || validationIsDue(state.progress());
      boolean improved = false;
      if (validate) {
        TrainingProgress before = state.progress();
        state = state.with(validate(state, rate));
        Double perplexity = state.progress().validationPerplexity();
        improved = perplexity != null && before.improvesOn(perplexity);
      }
      if (validate || checkpointIsDue(state.progress())) {
        listener.saved(checkpoints.write(state.toSnapshot(run), improved));
      }
    }
    return state;
  }

  private RoundTask task(TrainingProgress at) {
    int steps = run.plan().roundLength(at.step());
    long before = (long) at.epoch() * run.plan().steps() + at.step();
    double[] rates = new double[steps];
    for (int step = 0; step < steps; step++) {
      rates[step] = learningRate.at(at.epoch(), before + step) / at.plateau().rateDivisor();
    }
    return new RoundTask(
        at.round(), at.epoch(), at.step(), steps, before, rates, run.train().seed());
  }

  private TrainingState round(TrainingState state, RoundTask task) {
    long began = System.nanoTime();
    WorkerStart start = new WorkerStart(state.parameters(), state.optimizerState());
    List<LocalResult> results = workers.train(task, start, state.hiddenStates());
    refuseDivergence(task, results);
    TrainingState next = state.afterRound(run.plan(), results, outer);
    listener.roundEnded(next.progress(), cost(results, task, (System.nanoTime() - began) * 1e-9));
    return next;
  }

  private boolean validationIsDue(TrainingProgress progress) {
    return progress.step() == 0 || isMultiple(progress.round(), run.train().validateEveryRounds());
  }

  private boolean checkpointIsDue(TrainingProgress progress) {
    return progress.round() % run.train().checkpointEveryRounds() == 0;
  }

  private static boolean isMultiple(int round, java.util.OptionalInt every) {
    return every.isPresent() && round % every.getAsInt() == 0;
  }

  private TrainingProgress validate(TrainingState state, double rate) {
    Evaluation evaluation = workers.validate(state.parameters());
    if (evaluation.tokens() == 0) {
      return state.progress();
    }
    if (!Double.isFinite(evaluation.perplexity())) {
      throw new TrainingException(
          "the validation perplexity is no longer finite after round "
              + state.progress().round()
              + " (learning rate "
              + rate
              + "); "
              + advice());
    }
    listener.validated(state.progress(), rate, evaluation);
    Plateau plateau = state.progress().plateau();
    if (validationIsDue(state.progress())) {
      plateau = plateau.after(evaluation.perplexity(), plateauFactor());
    }
    return state.progress().afterValidation(evaluation.perplexity(), plateau);
  }

  private double plateauFactor() {
    ScheduleConfig schedule = run.train().schedule();
    return schedule.kind() == ScheduleConfig.Kind.PLATEAU ? schedule.factor() : 1;
  }

  private void refuseDivergence(RoundTask task, List<LocalResult> results) {
    for (int shard = 0; shard < results.size(); shard++) {
      LocalResult result = results.get(shard);
      if (!result.isFinite()) {
        throw new TrainingException(
            "the loss is no longer finite in round "
                + (task.round() + 1)
                + ", shard "
                + shard
                + " (learning rate "
                + task.learningRate(task.firstStep())
                + ", largest gradient norm "
                + result.largestGradientNorm()
                + "); "
                + advice());
      }
    }
  }

  private String advice() {
    Optional<Folder> good = checkpoints.latest();
    return good.map(folder -> "the last good checkpoint is " + folder)
            .orElse("there is no checkpoint yet")
        + "; train with a lower train.learningRate or train.clipNorm";
  }

  private static RoundCost cost(List<LocalResult> results, RoundTask task, double seconds) {
    long tokens = 0;
    double loss = 0;
    double norm = 0;
    double slowest = 0;
    for (LocalResult result : results) {
      tokens += result.tokens();
      loss += result.loss();
      norm = Math.max(norm, result.largestGradientNorm());
      slowest = Math.max(slowest, result.seconds());
    }
    return new RoundCost(
        tokens, loss / tokens, norm, task.learningRate(task.firstStep()), seconds, slowest);
  }
}
