package org.unroll.cli.terminal;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.unroll.errors.TryAgainLaterException;

/**
 * Standard output and standard error in UTF-8, whatever the locale. The reader of standard output
 * may leave, as {@code head} does, or its disk may be full.
 */
public final class StandardStreams {

  private static final int FILE_TYPE = 0170000;
  private static final Set<Integer> PIPE_OR_SOCKET = Set.of(0010000, 0140000);

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

  /**
   * Writes what is buffered for standard output.
   *
   * @return whether it was written; if not, nobody reads any more
   * @throws TryAgainLaterException if there is no room for it
   */
  public static boolean flush(PrintWriter out) {
    if (!(out.checkError() | System.out.checkError())) {
      return true;
    }
    if (isPipe()) {
      return false;
    }
    throw new TryAgainLaterException(
        "cannot write all of the result to standard output; make room and try again");
  }

  private static boolean isPipe() {
    try {
      Object mode = Files.getAttribute(Path.of("/dev/stdout"), "unix:mode");
      return mode instanceof Integer bits && PIPE_OR_SOCKET.contains(bits & FILE_TYPE);
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
