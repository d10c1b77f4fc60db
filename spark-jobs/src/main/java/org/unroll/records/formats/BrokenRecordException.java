package org.unroll.records.formats;

import org.unroll.errors.BadDataException;

/** A record that is damaged; the records after it can still be read. */
public final class BrokenRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Creates the exception.
   *
   * @param reason a word or two for the tally of what was skipped
   */
  BrokenRecordException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns a word or two for the tally of what was skipped. */
  public String reason() {
    return reason;
  }

  /** Returns the error for a user who does not have damaged records skipped. */
  public BadDataException refusal() {
    return new BadDataException(String.valueOf(getMessage()));
  }
}
