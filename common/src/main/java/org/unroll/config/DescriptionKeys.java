package org.unroll.config;

import java.io.Serializable;
import java.util.List;
import org.unroll.errors.ConfigurationException;
import org.unroll.task.description.DescriptionConfig;
import org.unroll.task.description.DescriptionShape;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.SearchConfig;

/** The keys of {@code description}, with those of {@code model} that it shares. */
public record DescriptionKeys(Keys keys) implements Serializable {

  /** The keys and sections on which the data depends. */
  public static final List<String> DATA = List.of("text", "data.features", "data.texts");

  /**
   * The columns of the features; {@code *} stands for all but that of the texts.
   *
   * @throws ConfigurationException if there are none
   */
  public List<String> featureColumns() {
    List<String> columns = keys.wordsOr("data.features", "none");
    if (columns.isEmpty()) {
      throw new ConfigurationException(
          "data.features must name the columns of what is described, such as features, found none");
    }
    return columns;
  }

  /** The column of a text, or of an array of texts that all describe the item. */
  public String textsColumn() {
    return keys.word("data.texts");
  }

  /** The search for descriptions that people read or that are scored. */
  public SearchConfig search() {
    return new SearchConfig(
        keys.positive("description.beamSize"), keys.notNegative("description.lengthPenalty"));
  }

  /**
   * What the describer's shape depends on in its data.
   *
   * @param features F
   * @param tokens V
   */
  public DescriptionShape shape(int features, int tokens) {
    return new DescriptionShape(
        features, tokens, Math.addExact(keys.positive("description.maxLength"), 1)); // <eos>
  }

  /** The shape of the describer. */
  public DescriptionConfig model() {
    return new DescriptionConfig(
        new DescriptionConfig.Embeddings(
            ModelKeys.embeddingSize(keys),
            keys.flag("description.tied") ? OutputWeights.TIED : OutputWeights.OWN),
        ModelKeys.stack(keys),
        keys.choice("description.featuresAs", DescriptionConfig.Features.class),
        ModelKeys.dropout(keys),
        keys.number("description.labelSmoothing"),
        ModelKeys.initial(keys));
  }
}
