package org.unroll.cli;

/** Whether a person watches. */
final class Terminal {

  private Terminal() {}

  /** The launcher knows whether standard error is a terminal, and says so in the environment. */
  static boolean isAttached() {
    return "yes".equals(System.getenv("UNROLL_TERMINAL"));
  }
}
