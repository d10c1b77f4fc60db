package org.unroll.benchmarks.tasks;

import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.Tensor;
import org.unroll.benchmarks.pytorch.TorchEncoder;
import org.unroll.benchmarks.pytorch.TorchParameters;
import org.unroll.benchmarks.pytorch.TorchSequences;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.classification.LabelledShard;
import org.unroll.task.classification.TextEncoderConfig;

/** A classifier of texts: embedding, recurrent layers, a pooling of their outputs. */
final class TorchTextClassifier implements TorchTask<LabelledShard> {

  private final TextEncoderConfig config;
  private final int timeSteps;
  private final TorchParameters parameters = new TorchParameters();
  private final EmbeddingImpl embedding;
  private final TorchEncoder encoder;
  private final TorchLabels labels;

  TorchTextClassifier(ClassificationTask task, TextEncoderConfig config) {
    this.config = config;
    this.timeSteps = task.timeSteps();
    this.embedding = new EmbeddingImpl(config.vocabularySize(), config.embeddingSize());
    this.encoder = TorchLayers.encoder(config.recurrent(), parameters, "rnn.");
    parameters.register("embedding.", embedding);
    this.labels = new TorchLabels(task, parameters);
  }

  @Override
  public TorchParameters parameters() {
    return parameters;
  }

  @Override
  public int[] lengths(LabelledShard examples) {
    return examples.tokens().lengths();
  }

  @Override
  public Tensor loss(LabelledShard examples, int[] batch, long seed) {
    PaddedIds read = PaddedIds.of(examples.tokens(), batch, timeSteps);
    Tensor vectors = embedding.forward(read.tensor());
    Tensor output = encoder.forward(vectors, read.lengths())[0];
    Tensor pooled =
        switch (config.pooling()) {
          case LAST ->
              TorchSequences.last(output, read.lengths(), config.recurrent().stack().hiddenSize());
          case MEAN -> TorchSequences.mean(output, read.lengths());
          case MAX -> TorchSequences.max(output, read.lengths());
        };
    return labels.loss(pooled, examples.labels(), batch);
  }
}
