package org.unroll.output;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Folder;
import org.unroll.files.Json;

/** The state of the folder that a job should create. */
public final class Target {

  private final Path folder;
  private final String found;
  private final String fingerprint;

  private Target(Path folder, String found, String fingerprint) {
    this.folder = folder;
    this.found = found;
    this.fingerprint = fingerprint;
  }

  /**
   * Examines a folder.
   *
   * @param manifest the name of the file with the fingerprint of the input of the folder
   */
  public static Target look(Path path, String manifest, Configuration hadoop) {
    Folder folder = Folder.of(path, hadoop);
    if (folder.isFile()) {
      return new Target(path, "a file", "");
    }
    if (folder.list().isEmpty()) {
      return new Target(path, "", "");
    }
    return Optional.of(folder)
        .filter(finished -> finished.has(Staging.SUCCESS))
        .flatMap(finished -> finished.textIfPresent(manifest))
        .flatMap(Json::treeIfValid)
        .map(
            tree ->
                new Target(
                    path,
                    "data prepared from other input or with another configuration",
                    tree.path("fingerprint").asText()))
        .orElseGet(() -> new Target(path, "a folder of something else", ""));
  }

  /** Examines a folder for a result that has no fingerprint. */
  public static Target look(Path path, Configuration hadoop) {
    Folder folder = Folder.of(path, hadoop);
    if (folder.isFile()) {
      return new Target(path, "a file", "");
    }
    String found = folder.has(Staging.SUCCESS) ? "an earlier result" : "a folder of something else";
    return new Target(path, folder.list().isEmpty() ? "" : found, "");
  }

  /** Whether the folder holds the result with this fingerprint. */
  public boolean holds(String wanted) {
    return fingerprint.equals(wanted);
  }

  /**
   * Refuses a folder that is not free.
   *
   * @throws ConfigurationException if there is anything in it
   */
  public void refuseUnlessFree() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(
          "expected no folder or an empty one at "
              + folder
              + ", found "
              + found
              + "; remove it or give another --out");
    }
  }
}
