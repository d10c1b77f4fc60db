package org.unroll.dump.input;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.files.Folder;

/**
 * The newest dump of a wiki whose dumps are in folders named by their dates, as {@code
 * scripts/fetch-dump} leaves them. The results of each dump are in folders of the same names.
 *
 * @param folder of the dump
 * @param date the folder's name, {@code 20260101} or {@code 2026-01-01}
 */
public record NewestDump(Path folder, String date) {

  private static final Pattern DATE = Pattern.compile("\\d{4}-?\\d{2}-?\\d{2}");

  /** The file that {@code scripts/fetch-dump} writes last into a folder. */
  private static final String COMPLETE = "_SUCCESS";

  /**
   * Finds the newest complete dump.
   *
   * @param wiki the parent of the folders
   * @throws TryAgainLaterException if none is complete
   * @throws org.unroll.errors.ConfigurationException if the folder cannot be read
   */
  public static NewestDump of(Path wiki, Configuration hadoop) {
    Path folder =
        newest(wiki, date -> true, hadoop)
            .orElseThrow(
                () ->
                    new TryAgainLaterException(
                        "expected in "
                            + wiki
                            + "  a folder named by a date, with the file  "
                            + COMPLETE
                            + " in it, found none yet"));
    return new NewestDump(folder, folder.getName());
  }

  /**
   * Returns the result of the newest dump before this one, in the folder of its date in {@code
   * out}.
   */
  public Optional<Path> before(Path out, Configuration hadoop) {
    return newest(out, other -> digits(other).compareTo(digits(date)) < 0, hadoop);
  }

  private static Optional<Path> newest(
      Path parent, Predicate<String> wanted, Configuration hadoop) {
    Folder folder = Folder.of(parent, hadoop);
    return folder.list().stream()
        .filter(FileStatus::isDirectory)
        .map(FileStatus::getPath)
        .filter(path -> DATE.matcher(path.getName()).matches())
        .filter(path -> wanted.test(path.getName()))
        .sorted(Comparator.comparing((Path path) -> digits(path.getName())).reversed())
        .filter(path -> folder.has(path.getName() + "/" + COMPLETE))
        .findFirst();
  }

  private static String digits(String date) {
    return date.replace("-", "");
  }
}
