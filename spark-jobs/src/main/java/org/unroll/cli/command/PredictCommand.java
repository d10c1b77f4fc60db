package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.inference.prediction.Prediction;
import org.unroll.inference.prediction.PredictionInput;
import org.unroll.inference.prediction.Predictor;
import org.unroll.predict.PredictingModel;
import org.unroll.predict.RowModel;
import org.unroll.predict.RowReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "predict",
    description =
        "Predicts with a model of any task but a language model: from texts or feature vectors on"
            + " the command line or, as a Spark job, from each row of files or a table.")
public final class PredictCommand extends RowCommand {

  /**
   * What the model predicts from texts or vectors of the command line.
   *
   * @param task of the model
   * @param predictions one for each, with the input under {@code text} or {@code features}
   */
  record Predictions(String task, List<Map<String, Object>> predictions) {}

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "A text to predict from; may be repeated.")
  private @Nullable List<String> texts;

  @Option(
      names = "--features",
      paramLabel = "NUMBERS",
      description = "A feature vector to predict from, such as 1.5,2,-3; may be repeated.")
  private @Nullable List<String> vectors;

  /** The predictions for people, a line each. */
  private final List<String> lines = new ArrayList<>();

  @Override
  Map<String, @Nullable Object> given() {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("--text", texts);
    given.put("--features", vectors);
    return given;
  }

  @Override
  Record execute(Path path, Configuration hadoop) {
    String key = texts == null ? "features" : "text";
    List<PredictionInput> inputs = inputs();
    try (Predictor model = Predictor.open(path, hadoop)) {
      List<Prediction> found = model.predict(inputs);
      List<Map<String, Object>> predictions = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(key, value(inputs.get(i)));
        values.putAll(found.get(i).values());
        predictions.add(values);
        lines.add(found.get(i).show());
      }
      return new Predictions(model.task(), predictions);
    }
  }

  private List<PredictionInput> inputs() {
    List<PredictionInput> inputs = new ArrayList<>();
    if (texts != null) {
      texts.forEach(text -> inputs.add(text(text)));
    }
    if (vectors != null) {
      vectors.forEach(vector -> inputs.add(new PredictionInput.Features(numbers(vector))));
    }
    return inputs;
  }

  private static PredictionInput text(String text) {
    if (text.isBlank()) {
      throw new BadDataException("--text expects a text with at least one word, found none");
    }
    return new PredictionInput.Text(text);
  }

  private static float[] numbers(String vector) {
    String[] parts = vector.split(",", -1);
    float[] numbers = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Float.parseFloat(parts[i].strip());
      } catch (NumberFormatException e) {
        throw noNumber(parts[i]);
      }
      if (!Float.isFinite(numbers[i])) {
        throw noNumber(parts[i]);
      }
    }
    return numbers;
  }

  private static ConfigurationException noNumber(String found) {
    return new ConfigurationException(
        "--features expects finite numbers with commas between them, found '" + found + "'");
  }

  private static Object value(PredictionInput input) {
    return input instanceof PredictionInput.Features vector ? vector.features() : input.asText();
  }

  @Override
  RowModel<?> rowModel(Path model, @Nullable String column, Configuration hadoop) {
    return PredictingModel.find(model, column, hadoop);
  }

  @Override
  void describe(Record result, PrintWriter out) {
    if (result instanceof RowReport rows) {
      describe(rows, out);
    } else {
      lines.forEach(out::println);
    }
  }
}
