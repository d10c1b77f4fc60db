package org.unroll.cli.command;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.InputFiles;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.Utf8Lines;
import org.unroll.lines.Lines;

/**
 * The lines of files or of standard input, some at a time: as many as are there, so that a program
 * that writes a line and waits for its result gets it.
 */
final class LineInput implements Closeable {

  private static final String STANDARD_INPUT = "-";
  private static final int MAX_LINES = 256;
  private static final int MAX_CHARS = 1 << 16;

  /** A stream that is not open yet. */
  private record Source(String name, Opener opener) {}

  private interface Opener {
    InputStream open() throws IOException;
  }

  private final Deque<Source> waiting;
  private String name = "";
  private @Nullable Utf8Lines lines;

  private LineInput(List<Source> sources) {
    this.waiting = new ArrayDeque<>(sources);
  }

  /**
   * The lines of a path.
   *
   * @param path of any Hadoop file system, globs included; {@code -} is standard input
   * @throws BadDataException if there is nothing, or an empty file
   */
  static LineInput of(String path, Configuration hadoop) {
    if (path.equals(STANDARD_INPUT)) {
      return new LineInput(List.of(new Source("standard input", () -> System.in)));
    }
    java.nio.file.Path local = java.nio.file.Path.of(path);
    if (Files.exists(local) && !Files.isRegularFile(local) && !Files.isDirectory(local)) {
      // A pipe, such as the shell's <(...), whose length nobody knows.
      return new LineInput(List.of(new Source(path, () -> Files.newInputStream(local))));
    }
    List<Source> sources = new ArrayList<>();
    for (InputFile file : InputFiles.find(List.of(path), hadoop)) {
      sources.add(new Source(file.toString(), () -> Lines.uncompressed(file, file.open(hadoop))));
    }
    return new LineInput(sources);
  }

  /**
   * Reads some lines, and waits for the first of them.
   *
   * @return none at the end
   * @throws BadDataException if they cannot be read or are not UTF-8
   */
  List<String> next() {
    List<String> batch = new ArrayList<>();
    int chars = 0;
    try {
      for (String line = line(); line != null; line = line()) {
        batch.add(line);
        chars += line.length();
        if (batch.size() == MAX_LINES || chars >= MAX_CHARS || lines == null || !lines.ready()) {
          break;
        }
      }
    } catch (IOException e) {
      throw new BadDataException(
          "cannot read " + name + " to its end: " + ErrorMessage.firstLine(e), e);
    }
    return batch;
  }

  /** The next line; null at the end of the last stream. */
  private @Nullable String line() throws IOException {
    while (true) {
      String line = lines == null ? null : lines.next();
      if (line != null) {
        return line;
      }
      close();
      Source source = waiting.poll();
      if (source == null) {
        return null;
      }
      name = source.name();
      lines = new Utf8Lines(source.opener().open(), name);
    }
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
