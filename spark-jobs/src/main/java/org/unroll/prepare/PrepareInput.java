package org.unroll.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.unroll.dataset.Split;
import org.unroll.dump.Damage;
import org.unroll.dump.InputFile;
import org.unroll.dump.InputFiles;
import org.unroll.errors.ConfigurationException;

/** What is prepared. */
public sealed interface PrepareInput {

  /**
   * Dumps of wikis; articles go to splits by a hash of their ids.
   *
   * @param paths of any Hadoop file system, globs included
   * @param damage what to do where their bzip2 data is damaged
   * @param previous what was made of an earlier dump, whose articles are taken over where the
   *     revision is the same
   * @param keep what is written
   */
  record Dumps(List<String> paths, Damage damage, Optional<String> previous, Keep keep)
      implements PrepareInput {

    /** Dumps without earlier ones, of which windows are made. */
    public Dumps(List<String> paths, Damage damage) {
      this(paths, damage, Optional.empty(), Keep.WINDOWS);
    }

    public Dumps {
      paths = List.copyOf(paths);
      if (paths.isEmpty()) {
        throw new ConfigurationException("--dump expects at least one path, found none");
      }
    }
  }

  /** What is written of dumps. */
  enum Keep {
    /** Windows. */
    WINDOWS,
    /** Windows, and the articles of which they are. */
    ARTICLES
  }

  /** Text, one sentence or paragraph a line, whose last lines are held out. */
  record Text(String path) implements PrepareInput {}

  /** Text, one sentence or paragraph a line, for each split. */
  record SplitTexts(Map<Split, String> paths) implements PrepareInput {

    public SplitTexts {
      paths = Map.copyOf(paths);
      if (!paths.containsKey(Split.TRAIN)) {
        throw new ConfigurationException(
            "--text expects train=PATH when it names splits, found only " + paths.keySet());
      }
    }
  }

  /** Whether its articles are written beside the windows. */
  default boolean keepsArticles() {
    return this instanceof Dumps dumps && dumps.keep() == Keep.ARTICLES;
  }

  /** The files of it, in the order in which they are read. */
  default List<RoleFile> files(Configuration hadoop) {
    List<RoleFile> files = new ArrayList<>();
    if (this instanceof Dumps dumps) {
      for (InputFile file : InputFiles.findDumps(dumps.paths(), hadoop)) {
        files.add(new RoleFile("dump", file));
      }
    } else if (this instanceof Text text) {
      add(files, "text", List.of(text.path()), hadoop);
    } else if (this instanceof SplitTexts texts) {
      for (Split split : Split.values()) {
        String path = texts.paths().get(split);
        if (path != null) {
          add(files, split.label(), List.of(path), hadoop);
        }
      }
    }
    return files;
  }

  private static void add(
      List<RoleFile> files, String role, List<String> paths, Configuration hadoop) {
    for (InputFile file : InputFiles.find(paths, hadoop)) {
      files.add(new RoleFile(role, file));
    }
  }

  /**
   * A file and what it is for.
   *
   * @param role {@code dump}, {@code text}, or the label of the split that it becomes
   */
  record RoleFile(String role, InputFile file) {}
}
