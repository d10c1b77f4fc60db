package org.unroll.predict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.files.Paths;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.inference.TextModel;
import org.unroll.records.InputRecord;

/**
 * A language model that scores the text of each row as lines of which each ends with {@code <eos>},
 * the last one too, whether or not a line break ends it.
 */
public final class ScoringModel implements RowModel<String> {

  private static final long serialVersionUID = 1L;

  private static final String COLUMN = "text";

  /** The lines of a call are read together, and the next takes the place of one that ends. */
  private static final int LINES = 1024;

  private static final SharedModels<TextModel> MODELS =
      new SharedModels<>(TextModel::open, TextModel::close, Duration.ofMinutes(1));

  private final String path;
  private final String column;

  private ScoringModel(String path, String column) {
    this.path = path;
    this.column = column;
  }

  /**
   * Finds a model.
   *
   * @param path a checkpoint, or the output folder of a training run, which stands for its best one
   * @param column of the text; {@code text} if null
   * @throws org.unroll.errors.BadDataException if there is none, or it is no language model
   */
  public static ScoringModel find(Path path, @Nullable String column, Configuration hadoop) {
    Path checkpoint = Checkpoint.find(path, hadoop);
    MODELS.acquire(checkpoint, hadoop).close();
    return new ScoringModel(checkpoint.toString(), column == null ? COLUMN : column);
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public String schema() {
    return "log_probability DOUBLE, tokens BIGINT, unknown BIGINT, perplexity DOUBLE";
  }

  @Override
  public @Nullable String read(InputRecord row) {
    return RowTexts.read(row, column);
  }

  @Override
  public int length(String input) {
    return input.length();
  }

  @Override
  public Use<String> use(Configuration hadoop) {
    SharedModels<TextModel>.Lease lease = MODELS.acquire(Paths.of(path), hadoop);
    return new Use<>() {
      @Override
      public int batchSize() {
        return LINES;
      }

      @Override
      public List<@Nullable Map<String, Object>> apply(List<String> inputs) {
        List<@Nullable Map<String, Object>> found = new ArrayList<>();
        List<String> lines = inputs.stream().map(ScoringModel::withoutEnd).toList();
        lease.model().scoreLines(lines).forEach(line -> found.add(values(line)));
        return found;
      }

      @Override
      public void close() {
        lease.close();
      }
    };
  }

  /** The end of the last line is scored anyway. */
  private static String withoutEnd(String text) {
    int end = text.length();
    if (text.endsWith("\n")) {
      end -= text.endsWith("\r\n") ? 2 : 1;
    } else if (text.endsWith("\r")) {
      end--;
    }
    return text.substring(0, end);
  }

  private static @Nullable Map<String, Object> values(ScoreReport text) {
    long tokens = text.tokens().size();
    if (tokens == text.endsOfLines()) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("log_probability", text.logProbability());
    values.put("tokens", tokens);
    values.put("unknown", text.unknown());
    values.put("perplexity", text.perplexity());
    return values;
  }
}
