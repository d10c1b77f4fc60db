package org.unroll.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.unroll.errors.BadDataException;

/** One open model for each path, as long as someone uses it, and a little longer. */
class TestSharedModels {

  private static final Configuration HADOOP = new Configuration();

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  private SharedModels<String> models(Duration idle) {
    return new SharedModels<>(
        (path, hadoop) -> {
          if (path.getName().equals("none")) {
            throw new BadDataException("none");
          }
          return path.getName() + opened.incrementAndGet();
        },
        model -> closed.incrementAndGet(),
        idle);
  }

  private void awaitClosed(int wanted) throws InterruptedException {
    for (int wait = 0; wait < 1000 && closed.get() < wanted; wait++) {
      Thread.sleep(10);
    }
    assertThat(closed).hasValue(wanted);
  }

  @Test
  void threadsShareOne() throws Exception {
    SharedModels<String> models = models(Duration.ofMinutes(1));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<SharedModels<String>.Lease> leases =
          threads
              .invokeAll(
                  IntStream.range(0, 50)
                      .<java.util.concurrent.Callable<SharedModels<String>.Lease>>mapToObj(
                          i -> () -> models.acquire(new Path("/a"), HADOOP))
                      .toList())
              .stream()
              .map(
                  lease -> {
                    try {
                      return lease.get();
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  })
              .toList();
      assertThat(leases).extracting(lease -> lease.model()).containsOnly("a1");
      leases.forEach(SharedModels.Lease::close);
    } finally {
      threads.shutdown();
    }
    // The next task finds it open.
    try (SharedModels<String>.Lease lease = models.acquire(new Path("/a"), HADOOP)) {
      assertThat(lease.model()).isEqualTo("a1");
    }
    assertThat(closed).hasValue(0);
  }

  @Test
  void theLastUserLetsItClose() throws Exception {
    SharedModels<String> models = models(Duration.ofMillis(1));
    SharedModels<String>.Lease first = models.acquire(new Path("/a"), HADOOP);
    SharedModels<String>.Lease second = models.acquire(new Path("/a"), HADOOP);
    SharedModels<String>.Lease other = models.acquire(new Path("/b"), HADOOP);
    assertThat(other.model()).isEqualTo("b2");
    first.close();
    first.close(); // Once more changes nothing.
    other.close();
    awaitClosed(1);
    assertThat(second.model()).isEqualTo("a1");
    second.close();
    awaitClosed(2);
    assertThat(models.acquire(new Path("/a"), HADOOP).model()).isEqualTo("a3");
  }

  @Test
  void whatCannotBeOpenedIsTriedAgain() throws Exception {
    SharedModels<String> models = models(Duration.ofMillis(1));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> models.acquire(new Path("/none"), HADOOP))
          .isInstanceOf(BadDataException.class);
    }
    assertThat(closed).hasValue(0);
  }
}
