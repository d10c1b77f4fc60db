package org.unroll.data;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.output.Staging;

/** A finished folder of prepared data, of whatever task. */
public final class PreparedData {

  /** The file that describes the folder. */
  public static final String MANIFEST = "manifest.json";

  /** The largest text: a vocabulary of some ten million words. */
  private static final int MAX_TEXT_BYTES = 1 << 28;

  private static final String EXAMPLES = "examples";

  private final Folder folder;
  private final Configuration hadoop;
  private final Manifest manifest;
  private final UnrollConfig config;

  private PreparedData(
      Folder folder, Configuration hadoop, Manifest manifest, UnrollConfig config) {
    this.folder = folder;
    this.hadoop = hadoop;
    this.manifest = manifest;
    this.config = config;
  }

  /**
   * Opens a folder.
   *
   * @throws BadDataException if the folder is missing, unfinished, or holds something else
   */
  public static PreparedData open(Path path, Configuration hadoop) {
    Folder folder = Folder.of(path, hadoop);
    if (!folder.exists()) {
      throw new BadDataException(
          "expected a folder of prepared data, found nothing at " + path + "; run prepare");
    }
    if (!folder.has(Staging.SUCCESS)) {
      throw new BadDataException(
          "expected prepared data in " + path + ", found no " + Staging.SUCCESS + "; run prepare");
    }
    Manifest manifest = Manifest.ofJson(text(folder, MANIFEST), folder.folder(MANIFEST).toString());
    UnrollConfig config =
        UnrollConfig.ofJson(
            manifest.configuration().toString(), folder.folder(MANIFEST).toString());
    return new PreparedData(folder, hadoop, manifest, config);
  }

  /** The folder of a split's files in a folder of prepared data. */
  public static String examples(Split split) {
    return EXAMPLES + "/split=" + split.label();
  }

  /**
   * The text of a file of the folder.
   *
   * @throws BadDataException if it is missing
   */
  String text(String name) {
    return text(folder, name);
  }

  /**
   * The text files of the task, by name: all files beside the manifest.
   *
   * @throws BadDataException if one is larger than any such file
   */
  public Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    for (FileStatus status : folder.list()) {
      String name = status.getPath().getName();
      if (status.isFile()
          && !name.equals(MANIFEST)
          && !name.startsWith("_")
          && !name.startsWith(".")
          && !name.endsWith("counts.txt")) {
        files.put(name, text(name));
      }
    }
    return files;
  }

  /**
   * The counts in a file, one a line.
   *
   * @param expected how many there are
   * @throws BadDataException if the file is missing or damaged
   */
  public long[] counts(String name, int expected) {
    Path file = new Path(folder(), name);
    try {
      long[] counts = text(name).lines().mapToLong(Long::parseLong).toArray();
      if (Arrays.stream(counts).anyMatch(count -> count < 0)) {
        throw new BadDataException(file + ": expected a count a line, found a negative one");
      }
      if (counts.length != expected) {
        throw new BadDataException(
            file + ": expected " + expected + " counts, found " + counts.length);
      }
      return counts;
    } catch (NumberFormatException e) {
      throw new BadDataException(file + ": expected a count a line, found " + e.getMessage(), e);
    }
  }

  private static String text(Folder folder, String name) {
    if (!folder.has(name)) {
      throw new BadDataException(
          "expected the file " + folder.folder(name) + ", found none; prepare again");
    }
    return folder.text(name, MAX_TEXT_BYTES);
  }

  public Path folder() {
    return folder.path();
  }

  public Configuration hadoop() {
    return hadoop;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The configuration it was prepared with; keys that do not matter for that have defaults. */
  public UnrollConfig config() {
    return config;
  }
}
