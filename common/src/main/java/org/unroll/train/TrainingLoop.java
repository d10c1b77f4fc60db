package org.unroll.train;

import java.util.OptionalInt;
import org.unroll.checkpoint.CheckpointStore;
import org.unroll.errors.TrainingException;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.files.Folder;
import org.unroll.optim.LearningRate;
import org.unroll.optim.ScheduleConfig;
import org.unroll.task.Metrics;
import org.unroll.task.Objective;
import org.unroll.train.round.RoundCost;
import org.unroll.train.round.RoundExecutor;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.RoundSteps;
import org.unroll.train.round.RoundTimes;

/**
 * Synchronous rounds: in each, every shard trains some mini-batches from the same parameters, and
 * the outer optimiser steps from there to the weighted mean of their results, or beyond it.
 *
 * <p>The state after a round is a function of the state before it. So a run that is resumed from a
 * checkpoint ends with the same parameters, to the bit, as one that was never interrupted.
 */
public final class TrainingLoop {

  private final TrainingRun run;
  private final Objective objective;
  private final RoundExecutor executor;
  private final CheckpointStore checkpoints;
  private final TrainingListener listener;
  private final StopRequest stop;
  private final DivergenceGuard guard;
  private final OuterOptimizer outer;
  private final LearningRate learningRate;
  private int savedRound; // the last one with a checkpoint

  public TrainingLoop(
      TrainingRun run,
      RoundExecutor executor,
      CheckpointStore checkpoints,
      TrainingListener listener,
      StopRequest stop) {
    this.run = run;
    this.objective = run.task().objective();
    this.executor = executor;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.stop = stop;
    this.guard = new DivergenceGuard(objective, checkpoints);
    this.outer = OuterOptimizer.of(run.train().outer());
    this.learningRate = new LearningRate(run.train().learningRate());
  }

  /**
   * Trains until the last epoch or round, or until validations stop improving.
   *
   * @param start the initial state, or that of a checkpoint
   * @return the state after the last round, which has a checkpoint
   * @throws TrainingException if a loss is no longer finite or explodes; the newest checkpoint is
   *     from before
   * @throws TryAgainLaterException if it was asked to stop; the newest checkpoint is where it did
   */
  public TrainingState train(TrainingState start) {
    TrainingState state = start;
    savedRound = start.progress().round();
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

  /**
   * Takes a step; an interrupted one counts for nothing and will be repeated as a whole. Spark
   * throws exceptions that Java would have it declare.
   */
  private TrainingState stepOrStop(TrainingState state) {
    try {
      return step(state);
    } catch (Exception failure) {
      stop.urgent().ifPresent(reason -> stopAt(state, reason));
      throw failure;
    }
  }

  private void stopAt(TrainingState state, String reason) {
    int round = state.progress().round();
    if (round > savedRound) {
      save(state, false);
    }
    throw new TryAgainLaterException(
        "training stopped by "
            + reason
            + " after round "
            + round
            + " of "
            + run.rounds()
            + "; continue with --resume");
  }

  /** Trains a round, then makes the validation and the checkpoint that are due. */
  private TrainingState step(TrainingState before) {
    RoundSteps steps = steps(before.progress());
    double rate = steps.learningRate();
    TrainingState state = round(before, steps);
    boolean last = state.progress().round() == run.rounds();
    boolean validate = last || validationIsDue(state.progress());
    boolean improved = false;
    if (validate) {
      TrainingProgress unvalidated = state.progress();
      state = state.with(validate(state, rate));
      Double value = state.progress().value();
      improved = value != null && objective.improves(value, unvalidated.best());
    }
    if (validate || checkpointIsDue(state.progress())) {
      save(state, improved);
    }
    return state;
  }

  private RoundSteps steps(TrainingProgress progress) {
    long before = (long) progress.epoch() * run.plan().steps() + progress.step();
    double[] rates = new double[run.plan().roundLength(progress.step())];
    for (int step = 0; step < rates.length; step++) {
      rates[step] =
          learningRate.at(progress.epoch(), before + step) / progress.plateau().rateDivisor();
    }
    return new RoundSteps(progress.round(), progress.epoch(), progress.step(), before, rates);
  }

  private TrainingState round(TrainingState state, RoundSteps steps) {
    long began = System.nanoTime();
    try (RoundExecutor.Round round =
        executor.begin(new RoundInput(state.parameters(), state.optimizerState()))) {
      double broadcastSeconds = (System.nanoTime() - began) * 1e-9;
      RoundResult result = round.train(steps, state.carriedStates());
      guard.check(steps, result.metrics());
      TrainingState next = state.afterRound(run.plan(), result, outer);
      double seconds = (System.nanoTime() - began) * 1e-9;
      RoundTimes times =
          RoundTimes.of(seconds, broadcastSeconds, result.metrics(), executor.cores());
      listener.roundEnded(next.progress(), RoundCost.of(result, steps, times));
      return next;
    }
  }

  private boolean validationIsDue(TrainingProgress progress) {
    OptionalInt every = run.train().intervals().validateEveryRounds();
    return progress.step() == 0 || (every.isPresent() && progress.round() % every.getAsInt() == 0);
  }

  private boolean checkpointIsDue(TrainingProgress progress) {
    return progress.round() % run.train().intervals().checkpointEveryRounds() == 0;
  }

  private TrainingProgress validate(TrainingState state, double rate) {
    Metrics metrics = executor.validate(state.parameters());
    if (metrics.predictions() == 0) {
      return state.progress();
    }
    double value = metrics.figure(objective.metric());
    guard.check(state.progress().round(), rate, value);
    listener.validated(state.progress(), rate, metrics);
    Plateau plateau = state.progress().plateau();
    if (validationIsDue(state.progress())) {
      plateau = plateau.after(value, objective, plateauFactor());
    }
    return state.progress().afterValidation(value, objective, plateau);
  }

  private double plateauFactor() {
    ScheduleConfig schedule = run.train().learningRate().schedule();
    return schedule.kind() == ScheduleConfig.Kind.PLATEAU ? schedule.factor() : 1;
  }

  private void save(TrainingState state, boolean best) {
    listener.saving();
    long began = System.nanoTime();
    Folder checkpoint = checkpoints.write(state.toSnapshot(run), best);
    savedRound = state.progress().round();
    listener.saved(state.progress(), checkpoint, (System.nanoTime() - began) * 1e-9);
  }
}
