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
 * The newest of the dumps of a wiki that lie in folders named by their dates, as {@code
 * scripts/fetch-dump} leaves them; what is made of each lies in folders of the same names.
 *
 * @param folder of the dump
 * @param date the folder's name, {@code 20260101} or {@code 2026-01-01}
 */
public record NewestDump(Path folder, String date) {

  private static final Pattern DATE = Pattern.compile("\\d{4}-?\\d{2}-?\\d{2}");

  /** The last file in a folder. */
  private static final String WHOLE = "_SUCCESS";

  /**
   * Looks for the newest dump that is whole.
   *
   * @param wiki the folder of the folders
   * @throws TryAgainLaterException if none is whole
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
                            + " a folder with a date for its name and "
                            + WHOLE
                            + " in it, found none yet"));
    return new NewestDump(folder, folder.getName());
  }

  /** What was made of the newest dump before this one; {@code out} has a folder for each date. */
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
        .filter(path -> folder.has(path.getName() + "/" + WHOLE))
        .findFirst();
  }

  private static String digits(String date) {
    return date.replace("-", "");
  }
}
