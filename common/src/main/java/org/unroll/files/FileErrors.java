package org.unroll.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.errors.StorageException;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.errors.UnrollException;

/** Turns the errors of file systems into ours, for the person or the scheduler that must act. */
public final class FileErrors {

  /** What the operating system says when there is no room, in any language of its messages' C. */
  private static final Set<String> FULL =
      Set.of("no space left", "disk quota exceeded", "not enough space", "disk full");

  /** Hadoop's exceptions that say by their names that a server will answer later. */
  private static final Set<String> BUSY =
      Set.of(
          "SafeModeException",
          "StandbyException",
          "RetriableException",
          "ConnectTimeoutException",
          "ServerNotRunningYetException");

  private FileErrors() {}

  /**
   * Returns the exception to throw where a file system fails.
   *
   * @param verb what could not be done, such as {@code read}
   */
  public static UnrollException cannot(String verb, Path path, IOException cause) {
    if (cause instanceof ChecksumException) {
      return new BadDataException(path + " is damaged: " + ErrorMessage.firstLine(cause), cause);
    }
    String message = "cannot " + verb + " " + path + ": " + reason(cause);
    if (isFull(cause)) {
      return new TryAgainLaterException(message + "; make room and try again", cause);
    }
    return isBusy(cause)
        ? new TryAgainLaterException(message + "; try again later", cause)
        : new StorageException(message, cause);
  }

  /** Whether there is no room for what should be written. */
  public static boolean isFull(Throwable error) {
    if (!(error instanceof IOException)) {
      return false;
    }
    String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    return FULL.stream().anyMatch(message::contains) || name(error).contains("QuotaExceeded");
  }

  /** Whether a server could not be reached, or refuses for now. */
  public static boolean isBusy(Throwable error) {
    return error instanceof SocketException
        || error instanceof UnknownHostException
        || error instanceof InterruptedIOException
        || BUSY.contains(name(error));
  }

  /** Whether the user may not do what was asked. */
  public static boolean isForbidden(Throwable error) {
    return error instanceof AccessControlException
        || error instanceof AccessDeniedException
        || (error instanceof IOException
            && (name(error).equals("AccessControlException")
                || String.valueOf(error.getMessage()).contains("Permission denied")));
  }

  /** The simple name of an exception's class, or of the one that a server threw. */
  private static String name(Throwable error) {
    String name =
        error instanceof RemoteException remote
            ? String.valueOf(remote.getClassName())
            : error.getClass().getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String reason(IOException cause) {
    if (isForbidden(cause)) {
      return "permission denied";
    }
    if (cause instanceof ParentNotDirectoryException
        || cause instanceof FileAlreadyExistsException) {
      return "there is a file where a folder is needed";
    }
    if (cause instanceof EOFException) {
      return "the file ends too early";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return ErrorMessage.firstLine(cause);
  }
}
