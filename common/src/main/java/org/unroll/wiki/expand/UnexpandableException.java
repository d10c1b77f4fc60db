package org.unroll.wiki.expand;

/**
 * The end of the expansion of a template whose text cannot be known, since it depends on Lua, on
 * the time, or on something else that a dump does not hold.
 */
final class UnexpandableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnexpandableException() {
    super("cannot be expanded", null, false, false);
  }
}
