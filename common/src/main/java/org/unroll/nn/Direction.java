package org.unroll.nn;

/** In which order a recurrent network reads a window. */
public enum Direction {
  /** From the first step to the last; the state can be carried to the next window. */
  FORWARD,
  /** Both ways, each with weights of its own; for windows that are seen whole. */
  BIDIRECTIONAL
}
