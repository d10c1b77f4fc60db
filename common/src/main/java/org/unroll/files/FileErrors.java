package org.unroll.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.ErrorMessage;
import org.unroll.errors.TryAgainLaterException;

/** Turns the errors of file systems into ours, for the person who must act. */
final class FileErrors {

  private FileErrors() {}

  /**
   * Returns the exception to throw where a file system fails.
   *
   * @param verb what could not be done, such as {@code read}
   */
  static RuntimeException cannot(String verb, Path path, IOException cause) {
    if (cause instanceof ChecksumException) {
      return new BadDataException(path + " is damaged: " + ErrorMessage.firstLine(cause), cause);
    }
    String message = "cannot " + verb + " " + path + ": " + reason(cause);
    return isFull(cause)
        ? new TryAgainLaterException(message + "; make room and try again", cause)
        : new ConfigurationException(message, cause);
  }

  private static boolean isFull(IOException cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || cause.getClass().getSimpleName().contains("QuotaExceeded");
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessControlException || cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof ParentNotDirectoryException
        || cause instanceof FileAlreadyExistsException) {
      return "there is a file where a folder is needed";
    }
    return ErrorMessage.firstLine(cause);
  }
}
