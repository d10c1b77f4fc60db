package org.unroll.errors;

/**
 * A file system that refuses for good what was asked of it: no permission, a file where a folder is
 * needed, a disk that fails. Exit code 1.
 */
public final class StorageException extends UnrollException {

  private static final long serialVersionUID = 1L;

  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 1;
  }
}
