package org.unroll.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.config.UnrollConfig;
import org.unroll.inference.TextModel;
import org.unroll.local.Training;
import org.unroll.serve.ModelServer.Address;
import org.unroll.serve.http.ApiKeys;

/**
 * Clients that others made: OpenAI's for Node.js, and Chromium with the keyboard page. They are
 * skipped where {@code npm ci} has not been run in {@code src/test/node}, or Chromium is missing;
 * {@code .ci/run} installs both. Screenshots are left in {@code target/keyboard}.
 */
@Tag("slow")
class TestClients {

  private static final Path SCRIPTS = Path.of("src/test/node");
  private static final Path SCREENSHOTS = Path.of("target/keyboard");
  private static final Path CHROMIUM =
      Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

  private static final String SENTENCES =
      """
      Hello, welcome to the show .
      Hello, welcome to the city .
      Hello, welcome to the club .
      We live in S\u00e3o Paulo .
      The city of S\u00e3o Paulo lies on the river .
      """;

  @TempDir Path folder;

  private void runWith(String tokenizer, String script, String... arguments) throws Exception {
    assumeThat(SCRIPTS.resolve("node_modules")).as("run npm ci in " + SCRIPTS).exists();
    UnrollConfig config =
        UnrollConfig.defaults()
            .with(
                List.of(
                    "text.tokenizer=" + tokenizer,
                    "model.hiddenSize=32",
                    "model.embeddingSize=32",
                    "train.maxEpochs=6",
                    "train.batchSizePerWorker=4",
                    "split.validation=0.1"));
    Map<String, TextModel> models =
        Map.of("keyboard", Training.local(config, folder, SENTENCES.repeat(120)));
    try (ModelServer server =
        new ModelServer(
            new Address("127.0.0.1", 0),
            models,
            new ApiKeys(List.of()),
            ServeConfig.of(UnrollConfig.defaults()),
            line -> {})) {
      server.start();
      List<String> command =
          new ArrayList<>(List.of("node", script, Integer.toString(server.port())));
      command.addAll(List.of(arguments));
      Path output = folder.resolve("node.out");
      Process node =
          new ProcessBuilder(command)
              .directory(SCRIPTS.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = node.waitFor(120, TimeUnit.SECONDS);
      node.destroyForcibly();
      assertThat(Files.readString(output)).endsWith("ok\n");
      assertThat(ended).isTrue();
    } finally {
      models.get("keyboard").close();
    }
  }

  @Test
  void openAisClientWorksUnchanged() throws Exception {
    runWith("word", "openai.mjs");
  }

  @Test
  void theKeyboardWorksInABrowserWithWords() throws Exception {
    useKeyboard("word");
  }

  @Test
  void theKeyboardWorksInABrowserWithSubwords() throws Exception {
    useKeyboard("subword");
  }

  private void useKeyboard(String tokenizer) throws Exception {
    assumeThat(CHROMIUM).as("install Debian's chromium, or set CHROMIUM").exists();
    Path screenshots = Files.createDirectories(SCREENSHOTS.resolve(tokenizer));
    runWith(tokenizer, "keyboard.mjs", screenshots.toAbsolutePath().toString());
  }
}
