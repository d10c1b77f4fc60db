package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.testing.LocalSpark;

/**
 * Numbers, names and help are the same in every locale: German has a comma in its fractions, Arabic
 * digits of its own, and Turkish another upper case of i.
 */
class TestLocales {

  @TempDir private Path folder;

  private final Locale before = Locale.getDefault();

  @BeforeEach
  void text() throws Exception {
    String lines =
        IntStream.range(0, 400)
            .mapToObj(i -> "the cat " + (i % 3 == 0 ? "sits" : "sleeps") + " on the mat")
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("text.txt"), lines);
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void theOutputIsTheSameInEveryLocale() {
    List<String> made = make("en-US");
    assertThat(String.join("\n", made)).contains("perplexity", " %", "1,");
    assertThat(make("ar-EG-u-nu-arab")).isEqualTo(made);
    List<String> used = use("en-US");
    for (String locale : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
      assertThat(use(locale)).as(locale).isEqualTo(used);
    }
  }

  /** Makes data and a model in a folder of the locale; returns what is printed. */
  private List<String> make(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    String data = folder.resolve(locale + "/data").toString();
    String model = folder.resolve(locale + "/model").toString();
    return List.of(
        printed(locale, "prepare --text " + folder.resolve("text.txt") + " --out " + data),
        printed(
            locale,
            "train --data "
                + data
                + " --out "
                + model
                + " --set train.maxEpochs=1"
                + " --set model.hiddenSize=8 --set model.embeddingSize=8 --set train.shards=2"
                + " --set train.batchSizePerWorker=2"),
        printed(locale, "evaluate --split VALIDATION --data " + data + " --model " + model));
  }

  /** Uses the model in a locale; returns what is printed. */
  private List<String> use(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    String model = folder.resolve("en-US/model").toString();
    return List.of(
        printed(locale, "complete --prompt the --model " + model),
        printed(locale, "score --text the --model " + model),
        printed(locale, "prepare --help"),
        printed(locale, "evaluate --split middle --data d --model m"));
  }

  private String printed(String locale, String line) {
    if (line.contains(" --data ") || line.contains(" --out ")) {
      LocalSpark.session();
    }
    CommandRun run = CommandRun.of(line.split(" "));
    String err = run.exitCode() == 0 ? "" : run.err();
    return (run.out() + err)
        .replace(folder.resolve(locale).toString(), "FOLDER")
        .replaceAll("at [0-9,]+ tokens/s", "at SPEED");
  }
}
