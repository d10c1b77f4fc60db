package org.unroll.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.TryAgainLaterException;

/** A folder of a Hadoop file system. */
public final class Folder {

  /** Writes the content of a file. */
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
   * A folder that may or may not exist.
   *
   * @throws ConfigurationException if no file system can be had for the path
   */
  public static Folder of(Path path, Configuration hadoop) {
    try {
      FileSystem system = path.getFileSystem(hadoop);
      // Our own files carry sha256 sums; Hadoop's .crc files beside them would only confuse.
      system.setWriteChecksum(false);
      return new Folder(system.makeQualified(path), hadoop, system);
    } catch (IOException e) {
      throw new ConfigurationException(
          "expected a path that Hadoop can open, found " + path + ": " + e.getMessage(), e);
    }
  }

  public Path path() {
    return path;
  }

  public FileSystem system() {
    return system;
  }

  /** The folder inside this one; {@code name} may have several parts. */
  public Folder folder(String name) {
    return new Folder(new Path(path, name), hadoop, system);
  }

  public boolean exists() {
    return exists(path);
  }

  public boolean has(String name) {
    return exists(new Path(path, name));
  }

  private boolean exists(Path candidate) {
    try {
      return system.exists(candidate);
    } catch (IOException e) {
      throw cannot("read", candidate, e);
    }
  }

  /** What lies in the folder, by name; nothing if it does not exist. */
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

  public InputStream open(String name) {
    Path file = new Path(path, name);
    try {
      return system.open(file);
    } catch (FileNotFoundException e) {
      throw new BadDataException("expected the file " + file + ", found none", e);
    } catch (IOException e) {
      throw cannot("read", file, e);
    }
  }

  /** All of a file. */
  public byte[] bytes(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw cannot("read", new Path(path, name), e);
    }
  }

  /** All of a text file, which is UTF-8. */
  public String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** The text of a file that may be missing, or be removed at any moment. */
  public Optional<String> textIfPresent(String name) {
    Path file = new Path(path, name);
    try (InputStream in = system.open(file)) {
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

  /** Writes a file; an existing one is replaced. */
  public void write(String name, Content content) {
    Path file = new Path(path, name);
    try (OutputStream out = system.create(file, true)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  /** Writes a text file in UTF-8; an existing one is replaced. */
  public void write(String name, String text) {
    write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a small text file in one step: whoever reads it finds the old text or the new one. */
  public void replace(String name, String text) {
    Path aside = new Path(path, "." + name + ".new");
    Path file = new Path(path, name);
    try {
      try (OutputStream out = system.create(aside, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      moveOver(aside, file);
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  /**
   * Hadoop removes a local file before it gives another its name; the operating system need not.
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
   * Adds text to the end of a file, which is made if it is missing. Whoever dies meanwhile may
   * leave a part of the text. Where the file system cannot append, as an object store cannot, the
   * whole file is replaced in one step.
   */
  public void append(String name, String text) {
    Path file = new Path(path, name);
    // Hadoop does not append where it keeps sums of local files, which ours have not.
    FileSystem plain =
        system instanceof ChecksumFileSystem summed ? summed.getRawFileSystem() : system;
    try {
      if (!plain.hasPathCapability(file, CommonPathCapabilities.FS_APPEND)) {
        replace(name, textIfPresent(name).orElse("") + text);
        return;
      }
      try (OutputStream out = plain.exists(file) ? plain.append(file) : plain.create(file)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  /**
   * Writes a small text file that must not be there yet, into the folder, which must. Of several
   * that do so at once, one does.
   *
   * @return whether it was not there
   */
  public boolean writeNew(String name, String text) {
    Path file = new Path(path, name);
    try (OutputStream out = createNew(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false; // though another may have removed it since
    } catch (IOException e) {
      throw cannot("write", file, e);
    }
  }

  /** Hadoop first looks for a local file, then makes it; the operating system does both at once. */
  private OutputStream createNew(Path file) throws IOException {
    return isLocal()
        ? Files.newOutputStream(local(file), StandardOpenOption.CREATE_NEW)
        : system.create(file, false);
  }

  /** When a file was last written, by the clock of the file system, if it is there. */
  public Optional<Instant> written(String name) {
    Path file = new Path(path, name);
    try {
      return Optional.of(Instant.ofEpochMilli(system.getFileStatus(file).getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw cannot("read", file, e);
    }
  }

  /** Gives the folder another name; fails if something has that name. */
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

  /** Removes the folder with all that is in it, if it exists. */
  public void delete() {
    try {
      system.delete(path, true);
    } catch (IOException e) {
      throw cannot("remove", path, e);
    }
  }

  private static RuntimeException cannot(String verb, Path path, IOException cause) {
    String reason = reason(cause);
    if (isFull(cause)) {
      return new TryAgainLaterException(
          "cannot " + verb + " " + path + ": " + reason + "; make room and try again", cause);
    }
    return new ConfigurationException("cannot " + verb + " " + path + ": " + reason, cause);
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
      return "a file stands where a folder is needed";
    }
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
