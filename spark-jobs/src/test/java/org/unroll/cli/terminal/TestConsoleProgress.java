package org.unroll.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.unroll.progress.Progress;

class TestConsoleProgress {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLogGetsPlainLines() {
    Progress progress = new ConsoleProgress(out, false);
    try (Progress.Stage stage = progress.begin("train", 3, "rounds")) {
      stage.update(3, "loss 1.5");
      progress.say("validated");
    }
    assertThat(shown().lines()).containsExactly("validated", "train: 3 rounds in 0s");
    assertThat(shown()).doesNotContain("\u001b", "\r");
  }

  @Test
  void aLogGetsALineAtEachMark() {
    try (Progress.Stage stage = new ConsoleProgress(out, false).begin("train", 4, "rounds")) {
      stage.mark(1, "loss 2.5");
      stage.update(2, "loss 2.0");
      stage.mark(3, "loss 1.5");
    }
    assertThat(shown().lines()).hasSize(2);
    assertThat(shown()).contains("train: 1/4 rounds; loss 2.5", "train: 3/4 rounds", "loss 1.5");
  }

  @Test
  void aTerminalGetsOneLineThatIsRedrawn() throws InterruptedException {
    Progress progress = new ConsoleProgress(out, true);
    try (Progress.Stage stage = progress.begin("train", 4, "rounds")) {
      stage.update(0, "");
      Thread.sleep(250);
      stage.update(2, "loss 1.5");
      assertThat(shown())
          .contains("train [############............] 2/4 rounds")
          .contains("loss 1.5");
    }
    assertThat(shown()).endsWith("\u001b[K").doesNotContain(System.lineSeparator());
  }

  @Test
  void aStageThatIsDoneSaysSo() {
    try (Progress.Stage stage = new ConsoleProgress(out, true).begin("train", 4, "rounds")) {
      stage.update(4, "loss 1.5");
    }
    assertThat(shown()).isEqualTo("train: 4 rounds in 0s" + System.lineSeparator());
  }

  @Test
  void timesAreShort() {
    assertThat(ConsoleProgress.time(7.4)).isEqualTo("7s");
    assertThat(ConsoleProgress.time(125)).isEqualTo("2m 05s");
    assertThat(ConsoleProgress.time(3 * 3600 + 240)).isEqualTo("3h 04m");
  }

  @Test
  void aPaceIsAFigureThatReads() {
    assertThat(ConsoleProgress.pace(0.04)).isEqualTo("25.0 s each");
    assertThat(ConsoleProgress.pace(7.25)).isEqualTo("7.3/s");
    assertThat(ConsoleProgress.pace(12_345)).isEqualTo("12,345/s");
  }
}
