package org.unroll.cli.terminal;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Standard output and standard error in UTF-8, whatever the locale. */
public final class StandardStreams {

  private StandardStreams() {}

  /** Returns a writer to standard output. */
  public static PrintWriter out() {
    return writer(System.out);
  }

  /** Returns a writer to standard error. */
  public static PrintWriter err() {
    return writer(System.err);
  }

  /** Returns standard error as a stream. */
  public static PrintStream errStream() {
    return new PrintStream(System.err, true, StandardCharsets.UTF_8);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
