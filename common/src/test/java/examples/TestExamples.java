package examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of docs/java.md do what is said of them. */
class TestExamples {

  private static final String LINE = "the cat sat on the mat and the dog lay on the rug .\n";

  @TempDir private Path folder;

  /** A program's main method. */
  private interface Program {

    void run(String[] arguments) throws Exception;
  }

  private static String output(Program program, Object... arguments) throws Exception {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      program.run(texts);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aModelIsTrainedAndCompletesAPrompt() throws Exception {
    Path text = folder.resolve("text.txt");
    Files.writeString(text, LINE.repeat(400));
    Path model = folder.resolve("model");

    assertThat(output(TrainOnText::main, text, model)).contains("cat").doesNotContain("<unk>");

    String completions = output(CompleteAPrompt::main, model, "the cat sat on");
    assertThat(completions.lines()).hasSize(3);
    assertThat(completions.lines().findFirst().orElseThrow()).endsWith("%  the");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CompleteAPrompt", "TrainOnText"})
  void theDocumentShowsTheProgramThatIsCompiled(String name) throws Exception {
    String source = Files.readString(Path.of("src/test/java/examples", name + ".java"));
    String document = Files.readString(Path.of("../docs/java.md"));
    assertThat(document).contains("```java\n" + source + "```\n");
  }
}
