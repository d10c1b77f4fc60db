package org.unroll.cli.terminal;

/** The terminal, if there is one. */
public final class Terminal {

  private Terminal() {}

  /** Whether standard error is a terminal, which the launcher passes on in the environment. */
  public static boolean isAttached() {
    return "yes".equals(System.getenv("UNROLL_TERMINAL"));
  }
}
