package org.unroll.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.ConfigurationException;
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
  public static Target look(Path folder, String manifest, Configuration hadoop) throws IOException {
    FileSystem files = folder.getFileSystem(hadoop);
    if (!files.exists(folder)) {
      return new Target(folder, "", "");
    }
    if (!files.getFileStatus(folder).isDirectory()) {
      return new Target(folder, "a file", "");
    }
    if (files.listStatus(folder).length == 0) {
      return new Target(folder, "", "");
    }
    Path file = new Path(folder, manifest);
    if (files.exists(file) && files.exists(new Path(folder, Staging.SUCCESS))) {
      try (InputStream stream = files.open(file)) {
        String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        JsonNode tree = Json.treeIfValid(text).orElse(null);
        if (tree != null) {
          return new Target(
              folder,
              "data prepared from other input or with another configuration",
              tree.path("fingerprint").asText());
        }
      }
    }
    return new Target(folder, "a folder of something else", "");
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
