package org.unroll.cli;

/** The terminal that standard error may be attached to. */
final class Terminal {

  private Terminal() {}

  /** Returns whether standard error is a terminal, which the launcher passes in the environment. */
  static boolean isAttached() {
    return "yes".equals(System.getenv("UNROLL_TERMINAL"));
  }
}
