package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script for the shell, in a real bash. */
class TestCompletion {

  @TempDir private Path folder;

  private String bash(String commands) throws Exception {
    CommandRun printed = CommandRun.of("completion");
    assertThat(printed.exitCode()).isZero();
    Path script = Files.writeString(folder.resolve("completion"), printed.out());
    Process bash =
        new ProcessBuilder("bash", "--norc", "-c", "source " + script + "\n" + commands)
            .redirectErrorStream(true)
            .start();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void registersItself() throws Exception {
    assertThat(bash("complete -p unroll"))
        .isEqualTo("complete -o default -F _complete_unroll unroll\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unroll comp                      | complete completion",
        "unroll --mas                     | --master",
        "unroll --master local tr         | train",
        "unroll train --res               | --resume",
        "unroll complete --model m --pr   | --prompt",
        "unroll prepare --keep            | --keep-articles"
      })
  void completesCommandsAndOptions(String line, String expected) throws Exception {
    String words = "COMP_WORDS=(" + line + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n";
    String found = bash(words + "_complete_unroll\necho \"${COMPREPLY[@]}\"");
    assertThat(List.of(found.strip().split("\\s+"))).contains(expected.split(" "));
  }
}
