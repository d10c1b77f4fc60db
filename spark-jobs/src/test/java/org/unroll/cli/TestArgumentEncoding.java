package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.testing.ForkedUnroll;

class TestArgumentEncoding {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"Привет", "a\uFFFD\uFFFDb", "??????", "part-?.xml"})
  void anArgumentThatMayHaveLostCharactersIsRefused(String argument) {
    assertThat(
            ArgumentEncoding.problem(new String[] {"score", argument}, StandardCharsets.US_ASCII))
        .contains(
            "expected a locale with UTF-8 for the argument '"
                + argument
                + "', found one with US-ASCII; set LC_ALL=C.UTF-8 in the environment");
  }

  @Test
  void asciiIsTheSameInAnyLocale() {
    String[] ascii = {"train", "--set", "model.layers=2", "--data", "/a b/*"};
    assertThat(ArgumentEncoding.problem(ascii, StandardCharsets.US_ASCII)).isEmpty();
    assertThat(ArgumentEncoding.problem(ascii, StandardCharsets.ISO_8859_1)).isEmpty();
    assertThat(
            ArgumentEncoding.problem(
                new String[] {"complete", "--prompt", "Привет? 你好"}, StandardCharsets.UTF_8))
        .isEmpty();
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThat(
            ArgumentEncoding.problem(new String[] {"--prompt=caf\uFFFD"}, StandardCharsets.UTF_8))
        .contains("expected arguments in UTF-8, found other bytes in '--prompt=caf\uFFFD'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX"})
  void aRuntimeInAnotherLocaleSaysWhatToSet(String locale) throws Exception {
    try (ForkedUnroll run =
        ForkedUnroll.inLocale(
            locale, folder.resolve("log"), "score", "--model", "m", "--text", "Привет мир .")) {
      assertThat(run.await()).isEqualTo(2);
      List<String> lines = run.output().lines().filter(l -> !l.startsWith("WARNING")).toList();
      assertThat(lines).hasSize(1);
      assertThat(lines.get(0))
          .startsWith("unroll: expected a locale with UTF-8")
          .endsWith("set LC_ALL=C.UTF-8 in the environment");
    }
  }
}
