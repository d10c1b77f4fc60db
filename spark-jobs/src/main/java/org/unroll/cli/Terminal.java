package org.unroll.cli;

/** The terminal, if there is one. */
final class Terminal {

  private Terminal() {}

  /** Whether standard error is a terminal, which the launcher passes on in the environment. */
  static boolean isAttached() {
    return "yes".equals(System.getenv("UNROLL_TERMINAL"));
  }
}
