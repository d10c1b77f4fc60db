package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TestDurations {

  @ParameterizedTest
  @CsvSource({
    "90s, 90",
    "30m, 1800",
    "30min, 1800",
    "2h, 7200",
    "1d, 86400",
    "1500ms, 1",
    "45, 45",
    "999999999h, 3599999996400"
  })
  void readsANumberAndAUnit(String text, long seconds) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "h", "0s", "-1h", "999ms", "1.5h", "2 weeks", "99999999999999999999s"})
  void refusesOthers(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(CommandLine.TypeConversionException.class)
        .hasMessage(
            "expected a duration of at least a second, such as 90s, 30m or 2h, found '"
                + text
                + "'");
  }
}
