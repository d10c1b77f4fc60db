package org.unroll.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files under a scheme of their own, where one operation goes wrong: the k-th of those that
 * create, write, close, open, list, rename, delete or make folders.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  /** What goes wrong. */
  public enum Fault {
    /** One operation fails, as where a server is restarted. */
    FAILS,
    /** The process is killed in one operation: it does half of its work, and no other follows. */
    DIES
  }

  /** What a process that is killed feels: nothing may catch it. */
  public static final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed(String operation) {
      super("killed in or before: " + operation);
    }
  }

  private static final String SCHEME = "faulty";

  private static Fault fault = Fault.FAILS;
  private static long left = Long.MAX_VALUE; // operations that go well
  private static boolean struck;

  /** Makes the file system known. */
  public static void addTo(Configuration hadoop) {
    hadoop.set("fs." + SCHEME + ".impl", FaultyFileSystem.class.getName());
    hadoop.set("fs.AbstractFileSystem." + SCHEME + ".impl", Context.class.getName());
  }

  /** Returns the name of a local file in this file system. */
  public static Path path(java.nio.file.Path file) {
    return new Path(SCHEME + ":" + file.toAbsolutePath());
  }

  /** Makes the k-th operation from now go wrong, counted from 1. */
  public static synchronized void strike(Fault kind, long k) {
    fault = kind;
    left = k - 1;
    struck = false;
  }

  /** Lets all go well again; returns whether something went wrong. */
  public static synchronized boolean heal() {
    left = Long.MAX_VALUE;
    boolean before = struck;
    struck = false;
    return before;
  }

  /** Counts an operation; returns whether the process is killed in it. */
  private static synchronized boolean isKilledIn(String operation) throws IOException {
    if (struck && fault == Fault.DIES) {
      throw new Killed(operation);
    }
    if (left-- > 0 || struck) {
      return false;
    }
    struck = true;
    if (fault == Fault.FAILS) {
      throw new IOException("failed: " + operation);
    }
    return true;
  }

  private static void count(String operation) throws IOException {
    if (isKilledIn(operation)) {
      throw new Killed(operation);
    }
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    count("create " + file);
    // Hadoop starts a process to set each file's permissions.
    java.nio.file.Path local = pathToFile(file).toPath();
    Files.createDirectories(local.getParent());
    OutputStream out =
        overwrite
            ? Files.newOutputStream(local)
            : Files.newOutputStream(local, StandardOpenOption.CREATE_NEW);
    return new FSDataOutputStream(new Written(file, out), null);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream append(Path file, int bufferSize, Progressable progress)
      throws IOException {
    count("append " + file);
    return new FSDataOutputStream(
        new Written(file, super.append(file, bufferSize, progress)), null);
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    if (exists(file)) {
      count("open " + file);
    }
    return super.open(file, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    count("list " + folder);
    return super.listStatus(folder);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    count("rename " + from);
    return super.rename(from, to);
  }

  /** A process that is killed meanwhile has removed some of the files. */
  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    boolean killed = exists(path) && isKilledIn("delete " + path);
    if (killed && getFileStatus(path).isDirectory()) {
      for (FileStatus inside : super.listStatus(path)) {
        super.delete(inside.getPath(), true);
        break;
      }
    }
    if (killed) {
      throw new Killed("delete " + path);
    }
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path folder) throws IOException {
    if (!exists(folder)) {
      count("mkdirs " + folder);
    }
    Files.createDirectories(pathToFile(folder).toPath());
    return true;
  }

  @Override
  public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
    return mkdirs(folder);
  }

  /** A file that is written: the first write to it counts, and its closing. */
  private static final class Written extends FilterOutputStream {

    private final Path file;
    private boolean begun;
    private boolean closed;

    Written(Path file, OutputStream out) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (!begun && isKilledIn("write " + file)) {
        out.write(bytes, from, length / 2);
        out.flush();
        throw new Killed("write " + file);
      }
      begun = true;
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        out.close();
        count("close " + file);
      }
    }
  }

  /** The same for Hadoop's other interface to file systems. */
  public static final class Context extends DelegateToFileSystem {

    public Context(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
      super(uri, new FaultyFileSystem(), hadoop, SCHEME, false);
    }
  }
}
