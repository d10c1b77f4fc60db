package org.unroll.prepare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unroll.data.Manifest;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;

/** What is where prepared data should be written. */
final class Target {

  private final Path folder;
  private final String found;
  private final String fingerprint;

  private Target(Path folder, String found, String fingerprint) {
    this.folder = folder;
    this.found = found;
    this.fingerprint = fingerprint;
  }

  static Target look(Path folder, Configuration hadoop) throws IOException {
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
    Path manifest = new Path(folder, PreparedData.MANIFEST);
    if (!files.exists(manifest) || !files.exists(new Path(folder, PreparedData.SUCCESS))) {
      return new Target(folder, "a folder of something else", "");
    }
    try (InputStream stream = files.open(manifest)) {
      String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new Target(
          folder,
          "data prepared from other input or with another configuration",
          Manifest.ofJson(json, manifest.toString()).fingerprint());
    } catch (BadDataException e) {
      return new Target(folder, "data of another version", "");
    }
  }

  /** Whether the result of the same fingerprint is there. */
  boolean holds(String wanted) {
    return fingerprint.equals(wanted);
  }

  /** Refuses to go on if anything is there. */
  void refuseUnlessFree() {
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
