package org.unroll.dump.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.FileErrors;
import org.unroll.files.Paths;

/** The search for the files that the paths given by a user stand for. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Finds the files of {@code paths}, in this order; those of one glob or folder are ordered by
   * their paths. A folder stands for the files in it and below it, except hidden ones, whose names
   * begin with {@code _} or {@code .}.
   *
   * @param paths of any Hadoop file system, globs included
   * @throws BadDataException if a path is missing, a glob matches nothing, or a file is empty
   */
  public static List<InputFile> find(List<String> paths, Configuration hadoop) {
    return find(paths, UnaryOperator.identity(), hadoop);
  }

  /**
   * Finds the files of {@code paths} as {@link #find} does, but in a folder only those that hold
   * the pages of a dump, each page once.
   */
  public static List<InputFile> findDumps(List<String> paths, Configuration hadoop) {
    return find(paths, DumpFolder::choose, hadoop);
  }

  private static List<InputFile> find(
      List<String> paths, UnaryOperator<List<Path>> choice, Configuration hadoop) {
    List<InputFile> files = new ArrayList<>();
    for (String path : paths) {
      try {
        addAll(Paths.of(path), choice, hadoop, files);
      } catch (IOException e) {
        throw FileErrors.cannot("read", Paths.of(path), e);
      } catch (IllegalArgumentException e) {
        throw new BadDataException("cannot read " + path + ": " + ErrorMessage.firstLine(e), e);
      }
    }
    return files;
  }

  private static void addAll(
      Path path, UnaryOperator<List<Path>> choice, Configuration hadoop, List<InputFile> files)
      throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    FileStatus[] found = Glob.find(path, system).toArray(FileStatus[]::new);
    if (found.length == 0) {
      throw new BadDataException(
          "expected a file or folder, found nothing at " + path + "; check the path");
    }
    int before = files.size();
    for (FileStatus status : sorted(found)) {
      if (status.isDirectory()) {
        addFolder(status, system, choice, hadoop, files);
      } else {
        add(status, hadoop, files);
      }
    }
    if (files.size() == before) {
      throw new BadDataException("expected files in the folder " + path + ", found none");
    }
  }

  private static void addFolder(
      FileStatus folder,
      FileSystem system,
      UnaryOperator<List<Path>> choice,
      Configuration hadoop,
      List<InputFile> files)
      throws IOException {
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus status : sorted(system.listStatus(folder.getPath()))) {
      String name = status.getPath().getName();
      if (!name.startsWith("_") && !name.startsWith(".")) {
        found.add(status);
      }
    }
    List<Path> chosen =
        choice.apply(found.stream().filter(FileStatus::isFile).map(FileStatus::getPath).toList());
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        addFolder(status, system, choice, hadoop, files);
      } else if (chosen.contains(status.getPath())) {
        add(status, hadoop, files);
      }
    }
  }

  private static void add(FileStatus status, Configuration hadoop, List<InputFile> files)
      throws IOException {
    if (status.getLen() == 0) {
      throw new BadDataException("expected data in " + status.getPath() + ", found an empty file");
    }
    files.add(InputFile.of(status.getPath(), status.getLen(), hadoop));
  }

  private static FileStatus[] sorted(FileStatus[] statuses) {
    FileStatus[] copy = statuses.clone();
    Arrays.sort(copy, Comparator.comparing(FileStatus::getPath));
    return copy;
  }
}
