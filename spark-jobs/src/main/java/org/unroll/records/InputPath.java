package org.unroll.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.InputFiles;
import org.unroll.files.FileErrors;
import org.unroll.files.Folder;
import org.unroll.files.Paths;

/**
 * A path of the input, and columns that have one value in all its files.
 *
 * @param path of any Hadoop file system: a file, a folder or a glob
 * @param columns their values by name, such as the label of a file with the texts of one label
 */
public record InputPath(String path, Map<String, String> columns) {

  public InputPath {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  public InputPath(String path) {
    this(path, Map.of());
  }

  String[] columnNames() {
    return columns.keySet().toArray(new String[0]);
  }

  String[] columnValues() {
    return columns.values().toArray(new String[0]);
  }

  List<InputFile> find(Configuration hadoop) {
    return InputFiles.find(List.of(path), hadoop);
  }

  /** Returns the folders that the path stands for. */
  List<Path> folders(Configuration hadoop) {
    try {
      return Folder.glob(Paths.of(path), hadoop).stream()
          .filter(FileStatus::isDirectory)
          .map(FileStatus::getPath)
          .toList();
    } catch (IOException e) {
      throw FileErrors.cannot("read", Paths.of(path), e);
    }
  }

  static List<InputFile> findAll(List<InputPath> paths, Configuration hadoop) {
    List<InputFile> files = new ArrayList<>();
    paths.forEach(path -> files.addAll(path.find(hadoop)));
    return files;
  }
}
