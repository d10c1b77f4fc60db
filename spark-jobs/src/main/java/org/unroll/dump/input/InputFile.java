package org.unroll.dump.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file to read, with the kind of its storage, which its first bytes reveal. */
public final class InputFile implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The storage of a file. */
  public enum Storage {
    PLAIN,
    BZIP2,
    GZIP
  }

  private final String path;
  private final long length;
  private final Storage storage;

  private InputFile(String path, long length, Storage storage) {
    this.path = path;
    this.length = length;
    this.storage = storage;
  }

  /** Creates a file from its first bytes. */
  static InputFile of(Path path, long length, Configuration hadoop) throws IOException {
    byte[] magic = new byte[3];
    try (FSDataInputStream stream = open(path, hadoop)) {
      stream.readFully(magic);
    } catch (EOFException e) {
      return new InputFile(path.toString(), length, Storage.PLAIN);
    }
    return new InputFile(path.toString(), length, storage(magic));
  }

  private static Storage storage(byte[] magic) {
    if (magic[0] == 'B' && magic[1] == 'Z' && magic[2] == 'h') {
      return Storage.BZIP2;
    }
    return (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b ? Storage.GZIP : Storage.PLAIN;
  }

  /** Returns the path, with the scheme of its file system. */
  public Path path() {
    return new Path(path);
  }

  /** Opens the stored bytes. */
  public FSDataInputStream open(Configuration hadoop) throws IOException {
    return open(path(), hadoop);
  }

  private static FSDataInputStream open(Path path, Configuration hadoop) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    // Hadoop cannot form the name of the file with the sums of a local one whose name has a colon.
    if (path.getName().contains(":") && system instanceof ChecksumFileSystem summed) {
      system = summed.getRawFileSystem();
    }
    return system.open(path);
  }

  /** Returns the number of stored bytes. */
  public long length() {
    return length;
  }

  public Storage storage() {
    return storage;
  }

  @Override
  public String toString() {
    return path;
  }
}
