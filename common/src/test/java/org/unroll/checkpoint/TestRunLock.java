package org.unroll.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.files.Folder;

class TestRunLock {

  @TempDir private Path folder;

  private Folder run() {
    return Folder.of(
        new org.apache.hadoop.fs.Path(folder.resolve("run").toUri()), new Configuration());
  }

  private Path lock() {
    return folder.resolve("run/.lock");
  }

  private void writeLock(String host, long process) throws Exception {
    Files.createDirectories(lock().getParent());
    Files.writeString(
        lock(),
        "{\"user\":\"ada\",\"host\":\"%s\",\"process\":%d,\"instance\":\"x\",\"since\":\"2026-01-01T00:00:00Z\"}"
            .formatted(host, process));
  }

  private static String here() throws Exception {
    return InetAddress.getLocalHost().getHostName();
  }

  /** The id of a process that has ended. */
  private static long deadProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void aSecondRunIsRefusedWithTheOwnersName() {
    try (RunLock lock = RunLock.take(run())) {
      assertThatThrownBy(() -> RunLock.take(run()))
          .isInstanceOf(TryAgainLaterException.class)
          .hasMessageContaining("expected to be the only training in " + run())
          .hasMessageContaining(
              "found another at work (" + System.getProperty("user.name") + " on ")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("counts as stale 120 s after it was last written");
      assertThat(lock()).exists();
    }
    assertThat(lock()).doesNotExist();
    RunLock.take(run()).close();
  }

  @Test
  void theLockOfAProcessThatIsGoneIsTakenOver() throws Exception {
    writeLock(here(), deadProcess());
    try (RunLock lock = RunLock.take(run())) {
      assertThat(Files.readString(lock())).doesNotContain("ada");
    }
    assertThat(lock()).doesNotExist();
  }

  @Test
  void whileItIsWrittenAgainTheLockNamesItsOwner() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (RunLock lock = RunLock.take(run())) {
      String text = Files.readString(lock());
      Future<?> refreshing =
          threads.submit(
              () -> {
                for (int again = 0; again < 300; again++) {
                  lock.refresh();
                }
              });
      while (!refreshing.isDone()) {
        assertThat(Files.readString(lock())).isEqualTo(text);
      }
      refreshing.get();
    } finally {
      threads.shutdown();
    }
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Test
  void ofTwoThatFindAStaleLockOneTakesItOver() throws Exception {
    long dead = deadProcess();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int again = 0; again < 50; again++) {
        writeLock(here(), dead);
        CyclicBarrier begin = new CyclicBarrier(2);
        Callable<Optional<RunLock>> take =
            () -> {
              begin.await();
              try {
                return Optional.of(RunLock.take(run()));
              } catch (TryAgainLaterException e) {
                return Optional.empty();
              }
            };
        List<RunLock> taken = new ArrayList<>();
        for (Future<Optional<RunLock>> result : threads.invokeAll(List.of(take, take))) {
          result.get().ifPresent(taken::add);
        }
        assertThat(taken).hasSize(1);
        taken.get(0).close();
        assertThat(folder.resolve("run")).isEmptyDirectory();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aTakeoverThatWasKilledHoldsUpTheNextRunOnce() throws Exception {
    writeLock(here(), deadProcess());
    Path takeover = Files.writeString(folder.resolve("run/.lock-takeover"), "");
    for (int minutes : new int[] {1, 3}) {
      Files.setLastModifiedTime(
          takeover, FileTime.from(Instant.now().minus(Duration.ofMinutes(minutes))));
      assertThatThrownBy(() -> RunLock.take(run()))
          .isInstanceOf(TryAgainLaterException.class)
          .hasMessageContaining("found another run doing so");
      assertThat(Files.exists(takeover)).isEqualTo(minutes == 1);
    }
    RunLock.take(run()).close();
    assertThat(folder.resolve("run")).isEmptyDirectory();
  }

  @Test
  void theLockOfAnotherMachineHoldsWhileItIsFresh() throws Exception {
    writeLock("elsewhere", 1);
    assertThatThrownBy(() -> RunLock.take(run()))
        .isInstanceOf(TryAgainLaterException.class)
        .hasMessageContaining("(ada on elsewhere, process 1, since 2026-01-01T00:00:00Z)");

    Files.setLastModifiedTime(lock(), FileTime.from(Instant.now().minus(Duration.ofMinutes(3))));
    RunLock.take(run()).close();
    assertThat(lock()).doesNotExist();
  }

  @Test
  void aLockThatCannotBeReadHoldsToo() throws Exception {
    Files.createDirectories(lock().getParent());
    Files.writeString(lock(), "");
    assertThatThrownBy(() -> RunLock.take(run()))
        .isInstanceOf(TryAgainLaterException.class)
        .hasMessageContaining("owner unknown");
    assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.lock-*");
  }
}
