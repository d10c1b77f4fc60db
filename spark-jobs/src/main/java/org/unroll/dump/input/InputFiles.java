package org.unroll.dump.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.FileErrors;
import org.unroll.files.Folder;
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
    List<FileStatus> found = Folder.glob(path, hadoop);
    if (found.isEmpty()) {
      throw new BadDataException(
          "expected a file or folder, found nothing at " + path + "; check the path");
    }
    int before = files.size();
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        addFolder(Folder.of(status.getPath(), hadoop), choice, hadoop, files);
      } else {
        add(status, hadoop, files);
      }
    }
    if (files.size() == before) {
      throw new BadDataException("expected files in the folder " + path + ", found none");
    }
  }

  private static void addFolder(
      Folder folder, UnaryOperator<List<Path>> choice, Configuration hadoop, List<InputFile> files)
      throws IOException {
    List<FileStatus> found = folder.list().stream().filter(InputFiles::isVisible).toList();
    List<Path> chosen =
        choice.apply(found.stream().filter(FileStatus::isFile).map(FileStatus::getPath).toList());
    for (FileStatus status : found) {
      if (status.isDirectory()) {
        addFolder(folder.folder(status.getPath().getName()), choice, hadoop, files);
      } else if (chosen.contains(status.getPath())) {
        add(status, hadoop, files);
      }
    }
  }

  private static boolean isVisible(FileStatus status) {
    String name = status.getPath().getName();
    return !name.startsWith("_") && !name.startsWith(".");
  }

  private static void add(FileStatus status, Configuration hadoop, List<InputFile> files)
      throws IOException {
    if (status.getLen() == 0) {
      throw new BadDataException("expected data in " + status.getPath() + ", found an empty file");
    }
    files.add(InputFile.of(status.getPath(), status.getLen(), hadoop));
  }
}
