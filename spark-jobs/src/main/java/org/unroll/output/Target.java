package org.unroll.output;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Folder;
import org.unroll.files.Json;

/** What is where a job should write. */
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
   * Looks at a folder.
   *
   * @param manifest the file in it that has the fingerprint of what the folder was made of
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

  /** Whether the result of the same fingerprint is there. */
  public boolean holds(String wanted) {
    return fingerprint.equals(wanted);
  }

  /** Refuses to go on if anything is there. */
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
