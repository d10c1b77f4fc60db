package org.unroll.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * A file system of a few megabytes that is really full when it is, mounted in memory. Only root may
 * mount one.
 */
public final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts a disk.
   *
   * @throws TestAbortedException if this user may not; the test is skipped then
   */
  public static SmallDisk mount(Path folder, int megabytes) throws Exception {
    Files.createDirectories(folder);
    String size = "size=" + megabytes + "m";
    if (!succeeds("mount", "-t", "tmpfs", "-o", size, "unroll-test", folder.toString())) {
      String reason = "SKIPPED: a full disk needs a user who may mount -t tmpfs, such as root";
      System.err.println(reason);
      throw new TestAbortedException(reason);
    }
    return new SmallDisk(folder);
  }

  private static boolean succeeds(String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return false; // There is no such command.
    }
    process.getInputStream().readAllBytes();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  public Path folder() {
    return folder;
  }

  /** Fills the disk until some bytes are left, or a little less. */
  public void leave(long bytes) throws IOException {
    makeRoom();
    long rest = folder.toFile().getUsableSpace() - bytes;
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler())) {
      for (; rest > 0; rest -= BLOCK) {
        out.write(block);
      }
    }
  }

  /** Removes what {@link #leave} has written. */
  public void makeRoom() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() throws Exception {
    if (!succeeds("umount", folder.toString())) {
      throw new AssertionError("cannot unmount " + folder);
    }
  }
}
