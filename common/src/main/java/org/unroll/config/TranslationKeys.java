package org.unroll.config;

import java.io.Serializable;
import java.util.List;
import org.unroll.nn.attention.AttentionDecoderConfig.InputFeeding;
import org.unroll.nn.cell.CellKind;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.translation.TranslationConfig;
import org.unroll.task.translation.TranslationConfig.Vocabularies;
import org.unroll.task.translation.TranslationShape;

/** The keys of {@code translation}, with those of {@code model} that it shares. */
public record TranslationKeys(Keys keys) implements Serializable {

  /** The keys and sections on which the data depends. */
  public static final List<String> DATA =
      List.of("text", "data.source", "data.target", "data.vocabulary");

  /** The column of the sentences to translate. */
  public String sourceColumn() {
    return keys.word("data.source");
  }

  /** The column of their translations. */
  public String targetColumn() {
    return keys.word("data.target");
  }

  /** Whether the languages share a vocabulary. */
  public Vocabularies vocabularies() {
    return keys.choice("data.vocabulary", Vocabularies.class);
  }

  /** The search for translations that people read or that are scored. */
  public SearchConfig search() {
    return new SearchConfig(
        keys.positive("translation.beamSize"), keys.notNegative("translation.lengthPenalty"));
  }

  /**
   * What the translator's shape depends on in its data.
   *
   * @param sourceTokens the size of the source's vocabulary
   * @param targetTokens the size of the target's vocabulary
   */
  public TranslationShape shape(int sourceTokens, int targetTokens) {
    return new TranslationShape(
        sourceTokens,
        targetTokens,
        keys.positive("translation.maxSourceLength"),
        Math.addExact(keys.positive("translation.maxTargetLength"), 1)); // <eos>
  }

  /** The shape of the translator. */
  public TranslationConfig model() {
    return new TranslationConfig(
        new TranslationConfig.Embeddings(
            ModelKeys.embeddingSize(keys),
            vocabularies(),
            keys.flag("translation.tied") ? OutputWeights.TIED : OutputWeights.OWN),
        ModelKeys.stack(keys),
        new TranslationConfig.Decoder(
            keys.choice("model.cell", CellKind.class),
            keys.integer("translation.decoderHiddenSize"),
            keys.integer("translation.attentionSize"),
            keys.flag("translation.inputFeeding") ? InputFeeding.ON : InputFeeding.OFF),
        ModelKeys.dropout(keys),
        keys.number("translation.labelSmoothing"),
        ModelKeys.initial(keys));
  }
}
