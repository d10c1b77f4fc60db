package org.unroll.training;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.train.TrainingMetrics;

/**
 * The outcome of a training run.
 *
 * @param rounds since the beginning, resumed ones included
 * @param epochs whole ones
 * @param shards K
 * @param unit what a prediction is for, in the plural
 * @param tokens predictions trained on
 * @param tokensPerSecond in this invocation, validation and checkpoints included; 0 if it trained
 *     nothing
 * @param objective the name of the figure that parameters are compared by, such as perplexity
 * @param value its best value on the validation split, if the data has one
 * @param checkpoint the folder to use
 * @param parameters of the model
 * @param upToDate whether there was nothing left to train
 */
public record TrainReport(
    int rounds,
    int epochs,
    int shards,
    @JsonIgnore String unit,
    long tokens,
    double tokensPerSecond,
    String objective,
    @Nullable Double value,
    String checkpoint,
    int parameters,
    boolean upToDate) {

  /** The value once more, under the name that metrics have, such as validationPerplexity. */
  @JsonAnyGetter
  public Map<String, Double> validation() {
    return value == null ? Map.of() : Map.of(TrainingMetrics.ofValidation(objective), value);
  }
}
