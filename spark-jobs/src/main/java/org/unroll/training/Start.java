package org.unroll.training;

/** How a training begins. */
public enum Start {
  /** From the first round, in a folder that holds nothing yet. */
  NEW,
  /** From the newest checkpoint in the output folder, if there is one. */
  RESUMED
}
