package org.unroll.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real data that is not part of the project; tests that need it are skipped where it is missing.
 */
public final class SharedData {

  private SharedData() {}

  /** The file of that name; ends the test as skipped if it is not there. */
  public static Path file(String name) {
    Path file = Path.of(System.getProperty("unroll.shared.data", "../shared/data"), name);
    assumeTrue(Files.exists(file), () -> "skipped: needs the shared data file " + file);
    return file;
  }
}
