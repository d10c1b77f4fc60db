package org.unroll.scripts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run of one of the scripts, with what it printed. */
record ScriptRun(int exitCode, String out, String err) {

  static final Path SCRIPTS = Path.of("..", "scripts").toAbsolutePath().normalize();

  static ScriptRun of(Map<String, String> environment, String script, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("script", ".out");
    Path err = Files.createTempFile("script", ".err");
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    builder.environment().keySet().removeIf(name -> name.toLowerCase().endsWith("_proxy"));
    int exitCode = builder.start().waitFor();
    ScriptRun run =
        new ScriptRun(
            exitCode,
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return run;
  }
}
