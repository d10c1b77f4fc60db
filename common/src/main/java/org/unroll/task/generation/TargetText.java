package org.unroll.task.generation;

import java.io.Serializable;

/**
 * The way from the ids of a vocabulary back to the text that people read. It travels with a task,
 * so two that give the same texts must be equal.
 */
@FunctionalInterface
public interface TargetText extends Serializable {

  /** The text of some tokens, which do not contain {@code <eos>}. */
  String text(int[] tokens);
}
