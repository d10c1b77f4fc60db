package org.unroll;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Manifest;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.UnrollException;
import org.unroll.files.Json;
import org.unroll.testing.Mutator;
import org.unroll.testing.StoredModel;

/**
 * Thousands of changed files: each is used or refused in one line, soon, and without much memory.
 */
@Tag("slow")
class TestMutations {

  private static final int MUTATIONS = 2_000;
  private static final int MUTATIONS_OF_A_FILE = 500;
  private static final long MAX_NANOS = 5_000_000_000L;
  private static final long MAX_BYTES = 200_000_000L;

  @TempDir private Path folder;

  private interface Use {
    void run() throws IOException;
  }

  /** Runs a case; returns whether the file was used. */
  private static boolean ends(String name, Use use) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    boolean used = false;
    try {
      use.run();
      used = true;
    } catch (UnrollException refused) {
      assertThat(refused.getMessage()).as(name).hasLineCount(1).hasSizeLessThan(4_100);
    } catch (Throwable other) {
      throw new AssertionError(name + " ends with " + other, other);
    }
    assertThat(System.nanoTime() - began).as(name).isLessThan(MAX_NANOS);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).as(name).isLessThan(MAX_BYTES);
    return used;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "training.json",
        "checkpoint.json",
        "vocab.txt",
        "tokenizer.json",
        "model.safetensors",
        "training.safetensors"
      })
  void aCheckpoint(String file) throws IOException {
    StoredModel model =
        file.equals("tokenizer.json")
            ? StoredModel.subwords(folder.resolve("m"))
            : StoredModel.words(folder.resolve("m"));
    byte[] whole = model.bytes(file);
    int refused = 0;
    for (int seed = 0; seed < MUTATIONS_OF_A_FILE; seed++) {
      Mutator mutator = new Mutator(seed);
      boolean json = file.endsWith(".json") && seed % 2 == 0;
      byte[] changed =
          json
              ? mutator.json(model.text(file)).getBytes(StandardCharsets.UTF_8)
              : mutator.bytes(whole);
      model.replace(file, changed);
      refused += ends(file + " with seed " + seed, model::use) ? 0 : 1;
      model.replace(file, whole);
    }
    assertThat(refused).isGreaterThan(file.endsWith(".safetensors") ? 1 : MUTATIONS_OF_A_FILE / 4);
    model.use();
  }

  @Test
  void aManifest() {
    Manifest.SplitCounts counts =
        new Manifest.SplitCounts(
            100, 0.1, 20, 16.5, List.of(new Manifest.ExampleFile("part-00000.parquet", 20)));
    String whole =
        new Manifest(
                Manifest.FORMAT_VERSION,
                "language",
                "0123",
                List.of(new Manifest.Source("text.txt", "text", 700, "0123")),
                Json.tree(UnrollConfig.defaults().toJson(), "defaults", "JSON"),
                new Manifest.PageCounts(0, 0, 0, Map.of("redirect", 0L), 0),
                null,
                null,
                20,
                Map.of("train", counts, "test", counts))
            .toJson();
    int refused = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Mutator mutator = new Mutator(seed);
      String changed = seed % 2 == 0 ? mutator.json(whole) : mutator.text(whole);
      refused +=
          ends(
                  "manifest with seed " + seed,
                  () -> {
                    Manifest manifest = Manifest.ofJson(changed, "manifest.json");
                    UnrollConfig.ofJson(manifest.configuration().toString(), "manifest.json");
                  })
              ? 0
              : 1;
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 4);
  }

  /** A user's own file, in HOCON. */
  @Test
  void aConfiguration() throws IOException {
    String whole;
    try (InputStream in = UnrollConfig.class.getResourceAsStream("/org/unroll/reference.conf")) {
      whole = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m) *#.*\n", "");
    }
    String json = UnrollConfig.defaults().toJson();
    int refused = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Mutator mutator = new Mutator(seed);
      String changed =
          seed % 2 == 0 ? mutator.json(json).replace("[".repeat(100), "") : mutator.text(whole);
      refused += ends("configuration with seed " + seed, () -> use(changed)) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 4);
  }

  private static void use(String hocon) {
    Config parsed;
    try {
      parsed = ConfigFactory.parseString(hocon);
    } catch (ConfigException e) {
      throw new ConfigurationException("not HOCON", e);
    }
    UnrollConfig.of(parsed, List.of());
  }
}
