package org.unroll.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.unroll.errors.BadDataException;

class TestSparkTraces {

  private static final String TASKS = "org.apache.spark.scheduler.TaskSetManager";
  private static final String EXECUTOR = "org.apache.spark.executor.Executor";
  private static final String STORAGE = "org.apache.spark.storage.BlockManager";

  private static final String LOST = "Lost task 0.0 in stage 1.0 (TID 1) (host executor 1): ";

  private final List<String> lines = new ArrayList<>();
  private final AbstractAppender appender =
      new AbstractAppender("lines", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          lines.add(
              event.getMessage().getFormattedMessage()
                  + (event.getThrown() == null ? "" : " with a trace"));
        }
      };

  @BeforeEach
  void begin() {
    appender.start();
    root().addAppender(appender);
    Configurator.setLevel("org.apache.spark", Level.WARN);
  }

  @AfterEach
  void end() {
    SparkTraces.leaveIn();
    root().removeAppender(appender);
  }

  private static Logger root() {
    return (Logger) LogManager.getRootLogger();
  }

  private List<String> logged(boolean local, Runnable work) {
    lines.clear();
    SparkTraces.leaveOut(local);
    work.run();
    return List.copyOf(lines);
  }

  private static void badTask() {
    BadDataException bad = new BadDataException("a.xml: malformed");
    LoggerFactory.getLogger(EXECUTOR).error("Exception in task 0.0 in stage 1.0 (TID 1)", bad);
    LoggerFactory.getLogger(TASKS).warn(LOST + bad + "\n\tat org.unroll.X.y(X.java:1)");
    LoggerFactory.getLogger(TASKS).error("Task 0 in stage 1.0 failed 1 times; aborting job");
    LoggerFactory.getLogger(TASKS).warn(LOST + "TaskKilled (Stage cancelled)");
    LoggerFactory.getLogger("org.apache.spark.util.Utils")
        .error("Aborting task {}", 7, new IllegalStateException(bad));
  }

  private static void otherTask() {
    IOException full = new IOException("No space left on device\nnone at all");
    LoggerFactory.getLogger(EXECUTOR).error("Exception in task 0.0 in stage 1.0 (TID 1)", full);
    LoggerFactory.getLogger(TASKS).warn(LOST + "java.io.IOException: x\n\tat a.B.c(B.java:1)\n");
    LoggerFactory.getLogger(STORAGE).error("cannot revert", full);
  }

  @Test
  void whatTheCommandSaysIsNotSaidBefore() {
    assertThat(logged(true, TestSparkTraces::badTask)).isEmpty();
    assertThat(logged(false, TestSparkTraces::badTask)).isEmpty();
    assertThat(logged(true, TestSparkTraces::otherTask)).isEmpty();
  }

  @Test
  void onAClusterATaskThatIsTriedAgainIsALine() {
    assertThat(logged(false, TestSparkTraces::otherTask))
        .containsExactly(
            "Exception in task 0.0 in stage 1.0 (TID 1)"
                + " (java.io.IOException: No space left on device)",
            LOST + "java.io.IOException: x",
            "cannot revert (java.io.IOException: No space left on device)");
  }

  @Test
  void otherWarningsStay() {
    for (boolean local : new boolean[] {true, false}) {
      assertThat(
              logged(
                  local,
                  () -> {
                    LoggerFactory.getLogger(TASKS).warn("Lost executor 1 on host: killed");
                    LoggerFactory.getLogger(STORAGE).warn("odd", new IllegalStateException("why"));
                    LoggerFactory.getLogger("org.other").error("odd", new IOException("x"));
                  }))
          .containsExactly(
              "Lost executor 1 on host: killed",
              "odd (java.lang.IllegalStateException: why)",
              "odd with a trace");
    }
  }

  @Test
  void atLevelDebugAllIsLogged() {
    Configurator.setLevel("org.unroll", Level.DEBUG);
    try {
      assertThat(logged(true, TestSparkTraces::badTask)).hasSize(5);
    } finally {
      Configurator.setLevel("org.unroll", Level.WARN);
    }
  }
}
