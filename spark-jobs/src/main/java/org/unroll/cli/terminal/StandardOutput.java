package org.unroll.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.unroll.errors.TryAgainLaterException;

/** Standard output, whose reader may leave, as {@code head} does, or whose disk may be full. */
public final class StandardOutput {

  private static final int FILE_TYPE = 0170000;
  private static final Set<Integer> PIPE_OR_SOCKET = Set.of(0010000, 0140000);

  private StandardOutput() {}

  /**
   * Writes what is buffered.
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
}
