package org.unroll.predict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.files.Paths;
import org.unroll.inference.prediction.PredictionInput;
import org.unroll.inference.prediction.Predictor;
import org.unroll.records.InputRecord;

/** A model of a task with labelled data that predicts from the columns it was trained with. */
public final class PredictingModel implements RowModel<PredictionInput> {

  private static final long serialVersionUID = 1L;

  private static final int BATCH_SIZE = 32;

  private static final SharedModels<PredictorPool> MODELS =
      new SharedModels<>(PredictorPool::open, PredictorPool::close, Duration.ofMinutes(1));

  private final String path;
  private final PredictionInput.Kind kind;
  private final String[] columns;
  private final String schema;

  private PredictingModel(String path, PredictionInput.Kind kind, String[] columns, String schema) {
    this.path = path;
    this.kind = kind;
    this.columns = columns;
    this.schema = schema;
  }

  /**
   * Finds a model.
   *
   * @param path a checkpoint, or the output folder of a training run, which stands for its best one
   * @param column instead of the columns that the model was trained with, if not null
   * @throws org.unroll.errors.BadDataException if there is none, or it is a language model
   */
  public static PredictingModel find(Path path, @Nullable String column, Configuration hadoop) {
    Path checkpoint = Checkpoint.find(path, hadoop);
    try (SharedModels<PredictorPool>.Lease lease = MODELS.acquire(checkpoint, hadoop)) {
      Predictor model = lease.model().acquire();
      List<String> columns = column == null ? model.columns() : List.of(column);
      String schema = model.schema();
      PredictionInput.Kind kind = model.input();
      lease.model().release(model);
      return new PredictingModel(
          checkpoint.toString(), kind, columns.toArray(String[]::new), schema);
    }
  }

  @Override
  public List<String> columns() {
    return List.of(columns);
  }

  @Override
  public String schema() {
    return schema;
  }

  @Override
  public @Nullable PredictionInput read(InputRecord row) {
    return switch (kind) {
      case TEXT -> text(row);
      case WORDS -> words(row);
      case FEATURES -> features(row);
    };
  }

  private @Nullable PredictionInput text(InputRecord row) {
    String text = RowTexts.read(row, columns[0]);
    return text == null ? null : new PredictionInput.Text(text);
  }

  private @Nullable PredictionInput words(InputRecord row) {
    if (!RowTexts.has(row, columns[0])) {
      return null;
    }
    if (row.value(columns[0]) instanceof String) {
      return text(row);
    }
    if (row.value(columns[0]) instanceof Object[] array && array.length == 0) {
      return null;
    }
    return new PredictionInput.Words(row.texts(columns[0]));
  }

  private @Nullable PredictionInput features(InputRecord row) {
    for (String column : columns) {
      if (!RowTexts.has(row, column)) {
        return null;
      }
    }
    return new PredictionInput.Features(row.numbers(columns));
  }

  @Override
  public int length(PredictionInput input) {
    if (input instanceof PredictionInput.Text text) {
      return text.text().length();
    }
    return input instanceof PredictionInput.Words words ? words.words().size() : 0;
  }

  @Override
  public Use<PredictionInput> use(Configuration hadoop) {
    SharedModels<PredictorPool>.Lease lease = MODELS.acquire(Paths.of(path), hadoop);
    Predictor model = lease.model().acquire();
    return new Use<>() {
      @Override
      public int batchSize() {
        return BATCH_SIZE;
      }

      @Override
      public List<@Nullable Map<String, Object>> apply(List<PredictionInput> inputs) {
        List<@Nullable Map<String, Object>> found = new ArrayList<>();
        model.predict(inputs).forEach(prediction -> found.add(prediction.values()));
        return found;
      }

      @Override
      public void close() {
        lease.model().release(model);
        lease.close();
      }
    };
  }
}
