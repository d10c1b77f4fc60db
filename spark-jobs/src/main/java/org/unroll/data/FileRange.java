package org.unroll.data;

import java.io.Serializable;

/** The rows {@code from} (inclusive) to {@code to} (exclusive) of a file. */
public final class FileRange implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long from;
  private final long to;

  public FileRange(String file, long from, long to) {
    this.file = file;
    this.from = from;
    this.to = to;
  }

  public String file() {
    return file;
  }

  public long from() {
    return from;
  }

  public long to() {
    return to;
  }

  public long size() {
    return to - from;
  }
}
