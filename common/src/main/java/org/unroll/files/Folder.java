package org.unroll.files;

import static org.unroll.files.FileErrors.cannot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;

/** A folder of any Hadoop file system: its files are read, replaced in one step, and listed. */
public final class Folder {

  /** The content of a file to be written. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final Path path;
  private final Configuration hadoop;
  private final FileSystem system;

  private Folder(Path path, Configuration hadoop, FileSystem system) {
    this.path = path;
    this.hadoop = hadoop;
    this.system = system;
  }

  /**
   * Returns a folder that may or may not exist.
   *
   * @throws ConfigurationException if there is no file system for the path
   */
  public static Folder of(Path path, Configuration hadoop) {
    try {
      FileSystem system = path.getFileSystem(hadoop);
      return new Folder(system.makeQualified(path), hadoop, system);
    } catch (IOException e) {
      throw new ConfigurationException(
          "expected a path that Hadoop can open, found " + path + ": " + e.getMessage(), e);
    }
  }

  /** Returns the files and folders that a path with wildcards stands for, by their paths. */
  public static List<FileStatus> glob(Path pattern, Configuration hadoop) throws IOException {
    return Glob.find(pattern, pattern.getFileSystem(hadoop)).stream()
        .sorted(Comparator.comparing(FileStatus::getPath))
        .toList();
  }

  public Path path() {
    return path;
  }

  /** Returns the name of the folder, without those above it. */
  public String name() {
    return path.getName();
  }

  /** Returns the folder that this one is in, or this one if it is the root. */
  public Folder parent() {
    Path parent = path.getParent();
    return parent == null ? this : new Folder(parent, hadoop, system);
  }

  /** Returns the folder inside this one; {@code name} may have several parts. */
  public Folder folder(String name) {
    return new Folder(Paths.child(path, name), hadoop, system);
  }

  public boolean exists() {
    return exists(path);
  }

  public boolean has(String name) {
    return exists(Paths.child(path, name));
  }

  private boolean exists(Path candidate) {
    try {
      return system.exists(candidate);
    } catch (IOException e) {
      throw cannot("read", candidate, e);
    }
  }

  /** Whether there is a file of the folder's name. */
  public boolean isFile() {
    try {
      return system.getFileStatus(path).isFile();
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw cannot("read", path, e);
    }
  }

  /** Lists the files and folders in the folder, by name; none if it does not exist. */
  public List<FileStatus> list() {
    try {
      return Stream.of(system.listStatus(path))
          .sorted((a, b) -> a.getPath().getName().compareTo(b.getPath().getName()))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw cannot("list", path, e);
    }
  }

  /**
   * Opens a file.
   *
   * @throws BadDataException if there is none
   */
  public InputStream open(String name) {
    Path file = Paths.child(path, name);
    try {
      return new DiskErrors.Input(system.open(file));
    } catch (FileNotFoundException e) {
      throw new BadDataException("expected the file " + file + ", found none", e);
    } catch (IOException e) {
      throw cannot("read", file, e);
    }
  }

  /** Reads a whole file. */
  public byte[] bytes(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw cannot("read", Paths.child(path, name), e);
    }
  }

  /**
   * Reads a whole text file in UTF-8 that comes from elsewhere.
   *
   * @throws BadDataException if there is none, if it is larger, or if it is not UTF-8
   */
  public String text(String name, int maxBytes) {
    Path file = Paths.child(path, name);
    try (InputStream in = open(name)) {
      byte[] bytes = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw new BadDataException(file + ": expected at most " + maxBytes + " bytes, found more");
      }
      return Utf8.decode(bytes, file.toString());
    } catch (IOException e) {
      throw cannot("read", file, e);
    }
  }

  /**
   * Returns the size of a file in bytes.
   *
   * @throws BadDataException if there is none
   */
  public long size(String name) {
    Path file = Paths.child(path, name);
    try {
      return system.getFileStatus(file).getLen();
    } catch (FileNotFoundException e) {
      throw new BadDataException("expected the file " + file + ", found none", e);
    } catch (IOException e) {
      throw cannot("read", file, e);
    }
  }

  /** Reads a whole text file in UTF-8. */
  public String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** Reads a text file that may be missing, or be removed at any moment. */
  public Optional<String> textIfPresent(String name) {
    Path file = Paths.child(path, name);
    try (InputStream in = new DiskErrors.Input(system.open(file))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw cannot("read", file, e);
    }
  }

  /** Creates the folder and those above it. */
  public void create() {
    try {
      if (!system.mkdirs(path)) {
        throw cannot("create", path, new IOException("the file system refused"));
      }
    } catch (IOException e) {
      throw cannot("create", path, e);
    }
  }

  /** Creates a file to write, for the caller to close; an existing one is replaced. */
  public OutputStream newFile(String name) throws IOException {
    return new DiskErrors.Output(writable().create(Paths.child(path, name), true));
  }

  /** Writes a file; an existing one is replaced. */
  public void write(String name, Content content) {
    try (OutputStream out = newFile(name)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw cannot("write", Paths.child(path, name), e);
    }
  }

  /** Writes a text file in UTF-8; an existing one is replaced. */
  public void write(String name, String text) {
    write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a small text file in one step: a reader finds the old text or the new one. A process
   * that is killed meanwhile leaves the file {@link #aside}.
   */
  public void replace(String name, String text) {
    Path aside = Paths.child(path, aside(name));
    Path file = Paths.child(path, name);
    try {
      try (OutputStream out = newFile(aside.getName())) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      moveOver(aside, file);
    } catch (IOException e) {
      removeAfter(e, aside);
      throw cannot("write", file, e);
    }
  }

  /** Returns the name under which {@link #replace} writes the new text of a file. */
  public static String aside(String name) {
    return (name.startsWith(".") ? "" : ".") + name + ".new";
  }

  /** Removes what a failure would leave, if the file system still can. */
  private void removeAfter(IOException failure, Path file) {
    try {
      system.delete(file, true);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Hadoop removes a local file before it renames another to it; the operating system replaces it
   * in one step.
   */
  private void moveOver(Path from, Path to) throws IOException {
    if (isLocal()) {
      Files.move(local(from), local(to), StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileContext.getFileContext(path.toUri(), hadoop).rename(from, to, Options.Rename.OVERWRITE);
    }
  }

  private boolean isLocal() {
    return system.getUri().getScheme().equals("file");
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri());
  }

  /**
   * Appends text to a file, which is created if it is missing. A process that is killed meanwhile
   * may leave a part of the text. Where the file system cannot append, as an object store cannot,
   * the whole file is replaced in one step.
   */
  public void append(String name, String text) {
    Path file = Paths.child(path, name);
    // Hadoop does not append where it keeps checksums of local files, which ours do not have.
    FileSystem plain =
        system instanceof ChecksumFileSystem summed ? summed.getRawFileSystem() : system;
    try {
      if (!plain.hasPathCapability(file, CommonPathCapabilities.FS_APPEND)) {
        replace(name, textIfPresent(name).orElse("") + text);
        return;
      }
      try (OutputStream out =
          new DiskErrors.Output(plain.exists(file) ? plain.append(file) : plain.create(file))) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  /**
   * Creates a small text file in the folder, which must exist, unless the file exists. Of several
   * processes that do so at once, one succeeds.
   *
   * @return whether this call created the file
   */
  public boolean writeNew(String name, String text) {
    Path file = Paths.child(path, name);
    try (OutputStream out = createNew(file)) {
      writeOrRemove(out, text, file);
      return true;
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false; // It existed, though another process may have removed it since.
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  /** Nobody else has the file that we have just created, so it may be removed. */
  private void writeOrRemove(OutputStream out, String text, Path file) throws IOException {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.close();
    } catch (IOException e) {
      removeAfter(e, file);
      throw e;
    }
  }

  /** Hadoop checks for a local file, then creates it; the operating system does both at once. */
  private OutputStream createNew(Path file) throws IOException {
    return isLocal()
        ? Files.newOutputStream(local(file), StandardOpenOption.CREATE_NEW)
        : new DiskErrors.Output(writable().create(file, false));
  }

  /** Our own files have SHA-256 digests: Hadoop's .crc files beside them would only confuse. */
  private FileSystem writable() {
    system.setWriteChecksum(false);
    return system;
  }

  /** Returns when a file was last written, by the clock of the file system, if it exists. */
  public Optional<Instant> written(String name) {
    Path file = Paths.child(path, name);
    try {
      return Optional.of(Instant.ofEpochMilli(system.getFileStatus(file).getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw cannot("read", file, e);
    }
  }

  /** Moves a file into another folder, which is made if it is missing. */
  public void move(String name, Folder to, String newName) {
    Path file = Paths.child(to.path, newName);
    try {
      if (!system.mkdirs(file.getParent()) || !system.rename(Paths.child(path, name), file)) {
        throw new IOException("could not rename " + Paths.child(path, name));
      }
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  /** Renames the folder; fails if the target exists. */
  public void renameTo(Folder target) {
    try {
      if (target.exists() || !system.rename(path, target.path)) {
        throw new IOException("could not rename " + path + " to " + target.path);
      }
    } catch (IOException e) {
      throw cannot("write", target.path, e);
    }
  }

  /** Removes a file, if it exists. */
  public void remove(String name) {
    folder(name).delete();
  }

  /** Removes the folder and everything in it, if it exists. */
  public void delete() {
    try {
      system.delete(path, true);
    } catch (IOException e) {
      throw cannot("remove", path, e);
    }
  }

  /** Has the folder removed when this process ends, unless it was renamed before. */
  public void deleteOnExit() {
    try {
      system.deleteOnExit(path);
    } catch (IOException e) {
      throw cannot("write", path, e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
