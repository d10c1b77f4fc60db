import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.Provenance;
import org.unroll.checkpoint.Snapshot;
import org.unroll.config.UnrollConfig;
import org.unroll.files.Folder;
import org.unroll.inference.Session;
import org.unroll.inference.TextModel;
import org.unroll.math.OffHeapFloats;
import org.unroll.task.language.LanguageModel;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

/**
 * The time and memory of predicting with a model of random parameters; {@code sessions} runs it.
 *
 * <pre>
 * Sessions make DIR HIDDEN VOCABULARY   writes a checkpoint of a 2-layer LSTM, E = H
 * Sessions run DIR                      opens it, completes prompts, reads 1,000 tokens
 * </pre>
 *
 * Times are medians of {@link #REPEATS}, after as many that are not counted.
 */
public final class Sessions {

  private static final int REPEATS = 5;
  private static final int TOKENS = 1000;
  private static final int BATCH = 20;

  private Sessions() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("make")) {
      make(arguments[1], arguments[2], Integer.parseInt(arguments[3]));
    } else {
      run(arguments[1]);
    }
  }

  private static void make(String folder, String hidden, int vocabularySize) {
    List<String> keys =
        List.of("text.tokenizer=whitespace", "model.hiddenSize=" + hidden, "model.embeddingSize=" + hidden);
    UnrollConfig config = UnrollConfig.defaults().with(keys);
    List<String> words =
        IntStream.range(0, vocabularySize - Vocabulary.SPECIAL_TOKENS.size()).mapToObj(i -> "w" + i).toList();
    TensorLayout layout = LanguageModel.layout(config.model(), vocabularySize);
    float[] values = new float[layout.size()];
    LanguageModel.initialize(values, layout, config.model(), 1);
    TensorBlock nothing = new TensorBlock(TensorLayout.builder().build(), new float[0], Map.of());
    new CheckpointFolder(Folder.of(new org.apache.hadoop.fs.Path(folder), new Configuration()))
        .write(
            new Snapshot(
                config.toJson(),
                VocabularyFiles.write(Vocabulary.ofTokens(words)),
                new TensorBlock(layout, values, Map.of()),
                "{}",
                nothing,
                new Provenance("language", "none", 0, 0, 0, null)));
  }

  private static void run(String folder) throws IOException {
    long begin = System.nanoTime();
    try (TextModel model = TextModel.open(folder)) {
      print("opening", System.nanoTime() - begin, "ms", 1e6);
      int[] ids = IntStream.range(0, TOKENS).map(i -> 3 + i * 7919 % (model.vocabulary().size() - 3)).toArray();
      String prompt = String.join(" ", IntStream.range(0, 20).mapToObj(i -> "w" + 31 * i).toList());
      print("complete, a prompt of 20 tokens", median(() -> model.complete(prompt, 3)), "ms", 1e6);
      Session session = model.newSession();
      print("read and next, a token", median(() -> step(session, ids)) / TOKENS, "us", 1e3);
      print("read alone, a token", median(() -> readEach(session, ids)) / TOKENS, "us", 1e3);
      print("read a text at once, a token", median(() -> session.read(ids)) / TOKENS, "us", 1e3);
      print("score a text, a token", median(() -> session.score(ids)) / TOKENS, "us", 1e3);
      List<Session> sessions = IntStream.range(0, BATCH).mapToObj(i -> model.newSession()).toList();
      long together = median(() -> stepTogether(model, sessions, ids)) / TOKENS;
      print("read and next, 20 sessions together, a token", together, "us", 1e3);
      memory(model.weightBytes(), model.workspaceBytes(1), model.workspaceBytes(20));
    }
  }

  private static void step(Session session, int[] ids) {
    for (int id : ids) {
      session.read(id);
      session.next();
    }
  }

  private static void readEach(Session session, int[] ids) {
    for (int id : ids) {
      session.read(id);
    }
  }

  private static void stepTogether(TextModel model, List<Session> sessions, int[] ids) {
    for (int from = 0; from < ids.length; from += BATCH) {
      model.read(sessions, Arrays.copyOfRange(ids, from, from + BATCH));
      model.next(sessions);
    }
  }

  private static long median(Runnable work) {
    long[] times = new long[2 * REPEATS];
    for (int i = 0; i < times.length; i++) {
      long begin = System.nanoTime();
      work.run();
      times[i] = System.nanoTime() - begin;
    }
    long[] counted = Arrays.copyOfRange(times, REPEATS, times.length);
    Arrays.sort(counted);
    return counted[REPEATS / 2];
  }

  private static void memory(long weights, long workspace, long batchWorkspace) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    double mebi = 1 << 20;
    print("weights", weights, "MiB", mebi);
    print("workspace", workspace, "MiB", mebi);
    print("workspace for 20 rows", batchWorkspace, "MiB", mebi);
    print("heap in use", runtime.totalMemory() - runtime.freeMemory(), "MiB", mebi);
    print("off the heap", OffHeapFloats.held() * Float.BYTES, "MiB", mebi);
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM") || line.startsWith("VmRSS")) {
        System.out.println(line);
      }
    }
  }

  private static void print(String what, double value, String unit, double scale) {
    System.out.printf(Locale.ROOT, "%-46s %10.2f %s%n", what, value / scale, unit);
  }
}
