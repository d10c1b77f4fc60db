package org.unroll.config;

import java.io.Serializable;
import java.util.List;
import org.unroll.nn.Pooling;
import org.unroll.nn.RecurrentConfig;
import org.unroll.task.classification.ClassificationConfig;
import org.unroll.task.classification.EncoderConfig;
import org.unroll.task.classification.TextEncoderConfig;
import org.unroll.task.classification.VectorEncoderConfig;

/** The keys of {@code classification}, with those of {@code model} that it shares. */
public record ClassificationKeys(Keys keys) implements Serializable {

  /** The keys and sections on which the data depends. */
  public static final List<String> DATA =
      List.of(
          "text", "data.text", "data.features", "data.label", "data.labels", "data.labelSeparator");

  /** Those of them in which all data of a model must agree. */
  public static final List<String> FIXED = List.of("data.labels");

  /** The factors of the losses of labels. */
  public enum ClassWeights {
    /** Each example counts the same. */
    NONE,
    /** Each label counts the same: an example of a rare one more than one of a frequent one. */
    BALANCED
  }

  /** Whether examples are vectors of features, not texts. */
  public boolean ofFeatures() {
    return !featureColumns().isEmpty();
  }

  /** The column of the text. */
  public String textColumn() {
    return keys.word("data.text");
  }

  /** The columns of the features; {@code *} stands for all but the label; none for texts. */
  public List<String> featureColumns() {
    return keys.wordsOr("data.features", "none");
  }

  /** The column of the label or the labels. */
  public String labelColumn() {
    return keys.word("data.label");
  }

  /** How many labels apply to an example. */
  public ClassificationConfig.Choice choice() {
    return keys.choice("data.labels", ClassificationConfig.Choice.class);
  }

  /** What stands between several labels in one text. */
  public String labelSeparator() {
    return keys.word("data.labelSeparator");
  }

  /** T, the tokens of a text that are read. */
  public int maxLength() {
    return keys.positive("classification.maxLength");
  }

  /** The factors of the losses of labels. */
  public ClassWeights classWeights() {
    return keys.choice("classification.classWeights", ClassWeights.class);
  }

  /**
   * The shape of the classifier.
   *
   * @param inputs the size of the vocabulary, or the number of features
   * @param labels K
   */
  public ClassificationConfig model(int inputs, int labels) {
    return new ClassificationConfig(encoder(inputs), labels, choice(), ModelKeys.initial(keys));
  }

  private EncoderConfig encoder(int inputs) {
    return ofFeatures()
        ? new VectorEncoderConfig(
            inputs,
            keys.integersOr("classification.hiddenSizes", "none"),
            keys.number("model.dropout"))
        : new TextEncoderConfig(
            inputs,
            ModelKeys.embeddingSize(keys),
            ModelKeys.stack(keys),
            keys.choice("classification.direction", RecurrentConfig.Direction.class),
            keys.choice("classification.pooling", Pooling.Kind.class),
            ModelKeys.dropout(keys));
  }
}
