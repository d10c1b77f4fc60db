package org.unroll.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Spark needs to start executors where no distribution is installed: a folder with links to
 * the jars that Maven resolved. There only after packaging.
 */
public final class SparkHome {

  private SparkHome() {}

  /** The jars that Spark runs from, as a class path. */
  public static String classpath() throws IOException {
    return Files.readString(Path.of("target", "provided-classpath.txt")).strip();
  }

  /** The folder; made if it is not there. */
  public static Path folder() throws IOException {
    Path home = Path.of("target", "spark").toAbsolutePath();
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String jar : classpath().split(File.pathSeparator)) {
      Path link = jars.resolve(Path.of(jar).getFileName());
      if (jar.endsWith(".jar") && !Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of(jar));
      }
    }
    return home;
  }
}
