package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.Test;

/** The logging that the launcher configures. */
class TestLogging {

  private final Configuration logging =
      ConfigurationFactory.getInstance()
          .getConfiguration(
              new LoggerContext("test"),
              "test",
              Path.of("..", "conf", "log4j2.properties").toUri());

  @Test
  void theFirstHeartbeatOfALoadedMachineIsNotReported() {
    logging.initialize();
    // Spark's class that logs "Ignoring error" with the stack trace of a NullPointerException.
    assertThat(logging.getLoggerConfig("org.apache.spark.rpc.netty.Inbox").getLevel())
        .isEqualTo(Level.OFF);
    assertThat(logging.getLoggerConfig("org.apache.spark.storage.BlockManager").getLevel())
        .isEqualTo(Level.ERROR);
  }

  @Test
  void theLogIsInUtf8() {
    logging.initialize();
    assertThat(((PatternLayout) logging.getAppender("stderr").getLayout()).getCharset())
        .isEqualTo(StandardCharsets.UTF_8);
  }
}
