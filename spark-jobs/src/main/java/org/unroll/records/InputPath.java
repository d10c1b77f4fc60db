package org.unroll.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.InputFiles;

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

  static List<InputFile> findAll(List<InputPath> paths, Configuration hadoop) {
    List<InputFile> files = new ArrayList<>();
    paths.forEach(path -> files.addAll(path.find(hadoop)));
    return files;
  }
}
