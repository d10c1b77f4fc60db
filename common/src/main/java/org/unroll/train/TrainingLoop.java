package org.unroll.train;

import java.util.OptionalInt;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.errors.TrainingException;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.files.Folder;
import org.unroll.optim.LearningRate;
import org.unroll.optim.ScheduleConfig;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.train.round.RoundCost;
import org.unroll.train.round.RoundExecutor;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.RoundTask;
import org.unroll.train.round.RoundTimes;

/**
 * Synchronous rounds: in each, every shard trains some mini-batches from the same parameters, and
 * the outer optimiser steps from there to the token-weighted mean of what they return, or beyond.
 *
 * <p>The state after a round is a function of the state before it. So a run that goes on from a
 * checkpoint ends with the same parameters, to the bit, as one that was never interrupted.
 */
public final class TrainingLoop {

  private final TrainingRun run;
  private final RoundExecutor workers;
  private final CheckpointStore checkpoints;
  private final TrainingListener listener;
  private final StopRequest stop;
  private final DivergenceGuard guard;
  private final OuterOptimizer outer;
  private final LearningRate learningRate;

  public TrainingLoop(
      TrainingRun run,
      RoundExecutor workers,
      CheckpointStore checkpoints,
      TrainingListener listener,
      StopRequest stop) {
    this.run = run;
    this.workers = workers;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.stop = stop;
    this.guard = new DivergenceGuard(run.vocabulary().size(), checkpoints);
    this.outer = OuterOptimizer.of(run.train().outer());
    this.learningRate = new LearningRate(run.train().learningRate(), run.train().schedule());
  }

  /**
   * Trains until the last epoch or round, or until validations have long not improved.
   *
   * @param start the initial state, or that of a checkpoint
   * @return the state after the last round, which has a checkpoint
   * @throws TrainingException if a loss is no longer finite or explodes; the newest checkpoint is
   *     from before
   * @throws TryAgainLaterException if it was asked to stop; the newest checkpoint is where it did
   */
  public TrainingState train(TrainingState start) {
    TrainingState state = start;
    double seconds = 0;
    while (!run.isOver(state.progress())) {
      TrainingState from = state;
      stop.reason(seconds).ifPresent(reason -> stopAt(from, reason));
      long began = System.nanoTime();
      state = stepOrStop(from);
      seconds = (System.nanoTime() - began) * 1e-9;
    }
    return state;
  }

  /** A step; one that was interrupted has not happened, and will be repeated as a whole. */
  private TrainingState stepOrStop(TrainingState state) {
    try {
      return step(state);
    } catch (RuntimeException failure) {
      if (stop.isUrgent()) {
        stop.reason(0).ifPresent(reason -> stopAt(state, reason));
      }
      throw failure;
    }
  }

  private void stopAt(TrainingState state, String reason) {
    int round = state.progress().round();
    if (round > 0) {
      save(state, false);
    }
    throw new TryAgainLaterException(
        "training stopped by "
            + reason
            + " after round "
            + round
            + " of "
            + run.rounds()
            + "; go on with it by --resume");
  }

  /** A round, and the validation and checkpoint that fall due behind it. */
  private TrainingState step(TrainingState before) {
    RoundTask task = task(before.progress());
    double rate = task.learningRate(task.firstStep());
    TrainingState state = round(before, task);
    boolean last = state.progress().round() == run.rounds();
    boolean validate = last || validationIsDue(state.progress());
    boolean improved = false;
    if (validate) {
      TrainingProgress unvalidated = state.progress();
      state = state.with(validate(state, rate));
      Double perplexity = state.progress().validationPerplexity();
      improved = perplexity != null && unvalidated.improvesOn(perplexity);
    }
    if (validate || checkpointIsDue(state.progress())) {
      save(state, improved);
    }
    return state;
  }

  private RoundTask task(TrainingProgress offset) {
    int steps = run.plan().roundLength(offset.step());
    long before = (long) offset.epoch() * run.plan().steps() + offset.step();
    double[] rates = new double[steps];
    for (int step = 0; step < steps; step++) {
      rates[step] = learningRate.at(offset.epoch(), before + step) / offset.plateau().rateDivisor();
    }
    return new RoundTask(
        offset.round(), offset.epoch(), offset.step(), steps, before, rates, run.train().seed());
  }

  private TrainingState round(TrainingState state, RoundTask task) {
    long began = System.nanoTime();
    try (RoundExecutor.Round round =
        workers.begin(new RoundInput(state.parameters(), state.optimizerState()))) {
      double handOut = (System.nanoTime() - began) * 1e-9;
      RoundResult result = round.train(task, state.hiddenStates());
      guard.check(task, result.reports());
      TrainingState next = state.afterRound(run.plan(), result, outer);
      double seconds = (System.nanoTime() - began) * 1e-9;
      RoundTimes times = RoundTimes.of(seconds, handOut, result.reports(), workers.cores());
      listener.roundEnded(next.progress(), RoundCost.of(result, task, times));
      return next;
    }
  }

  private boolean validationIsDue(TrainingProgress progress) {
    OptionalInt every = run.train().validateEveryRounds();
    return progress.step() == 0 || (every.isPresent() && progress.round() % every.getAsInt() == 0);
  }

  private boolean checkpointIsDue(TrainingProgress progress) {
    return progress.round() % run.train().checkpointEveryRounds() == 0;
  }

  private TrainingProgress validate(TrainingState state, double rate) {
    LanguageMetrics evaluation = workers.validate(state.parameters());
    if (evaluation.tokens() == 0) {
      return state.progress();
    }
    double perplexity = evaluation.perplexity();
    guard.check(state.progress().round(), rate, perplexity);
    listener.validated(state.progress(), rate, evaluation);
    Plateau plateau = state.progress().plateau();
    if (validationIsDue(state.progress())) {
      plateau = plateau.after(perplexity, plateauFactor());
    }
    return state.progress().afterValidation(perplexity, plateau);
  }

  private double plateauFactor() {
    ScheduleConfig schedule = run.train().schedule();
    return schedule.kind() == ScheduleConfig.Kind.PLATEAU ? schedule.factor() : 1;
  }

  private void save(TrainingState state, boolean best) {
    long began = System.nanoTime();
    Folder checkpoint = checkpoints.write(state.toSnapshot(run), best);
    listener.saved(state.progress(), checkpoint, (System.nanoTime() - began) * 1e-9);
  }
}
