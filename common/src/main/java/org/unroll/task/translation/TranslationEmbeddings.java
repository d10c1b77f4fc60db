package org.unroll.task.translation;

import org.unroll.nn.input.Embedding;
import org.unroll.task.generation.OutputWeights;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * The embeddings of source and target, which may be the same. They stand before all other tensors.
 *
 * <p>The gradient of one that the output shares is not zero outside of the rows of a batch: the
 * output writes it, and the embeddings add to that.
 */
final class TranslationEmbeddings {

  private static final String JOINT = "embedding.weight";
  private static final String SOURCE = "encoder.embedding.weight";
  private static final String TARGET = "decoder.embedding.weight";

  private final TranslationConfig.Embeddings config;
  private final Embedding source;
  private final Embedding target; // the same one with a joint vocabulary

  TranslationEmbeddings(
      TranslationConfig.Embeddings config, Parameters parameters, Gradient gradient) {
    this.config = config;
    this.source = new Embedding(parameters, gradient, source(config));
    this.target =
        switch (config.vocabularies()) {
          case JOINT -> source;
          case SEPARATE -> new Embedding(parameters, gradient, TARGET);
        };
  }

  static void addTo(
      TensorLayout.Builder layout, TranslationConfig.Embeddings config, TranslationShape shape) {
    switch (config.vocabularies()) {
      case JOINT -> {
        if (shape.sourceTokens() != shape.targetTokens()) {
          throw new IllegalArgumentException(
              "expected a joint vocabulary of one size, found "
                  + shape.sourceTokens()
                  + " and "
                  + shape.targetTokens());
        }
        layout.add(JOINT, shape.targetTokens(), config.size());
      }
      case SEPARATE -> {
        layout.add(SOURCE, shape.sourceTokens(), config.size());
        layout.add(TARGET, shape.targetTokens(), config.size());
      }
    }
  }

  /** The tensor with the vectors of the source's tokens. */
  static String source(TranslationConfig.Embeddings config) {
    return switch (config.vocabularies()) {
      case JOINT -> JOINT;
      case SEPARATE -> SOURCE;
    };
  }

  /** The tensor with the vectors of the target's tokens. */
  static String target(TranslationConfig.Embeddings config) {
    return switch (config.vocabularies()) {
      case JOINT -> JOINT;
      case SEPARATE -> TARGET;
    };
  }

  Embedding source() {
    return source;
  }

  Embedding target() {
    return target;
  }

  /** Zeroes the gradients, except that of an embedding which the output has just written. */
  void clearGradients() {
    if (!shared(source)) {
      source.clearGradient();
    }
    if (target != source && !shared(target)) {
      target.clearGradient();
    }
  }

  private boolean shared(Embedding embedding) {
    return embedding == target && config.output() == OutputWeights.TIED;
  }

  /** Says where the gradient may differ from zero: in the rows of the batch, and after them all. */
  void describeGradient(Gradient gradient) {
    TensorLayout.Slot last = gradient.layout().slot(target(config));
    gradient.clearRanges();
    if (target != source) {
      source.addRanges(gradient);
    }
    if (shared(target)) {
      gradient.addRange(last.offset(), last.offset() + last.size());
    } else {
      target.addRanges(gradient);
    }
    gradient.addRange(last.offset() + last.size(), gradient.layout().size());
  }
}
