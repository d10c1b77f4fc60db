package org.unroll.benchmarks.tasks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.unroll.benchmarks.pytorch.TorchParameters;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.classification.LabelledShard;
import org.unroll.task.classification.VectorEncoderConfig;

/** A classifier of feature vectors: a multi-layer perceptron with rectified linear units. */
final class TorchVectorClassifier implements TorchTask<LabelledShard> {

  private final VectorEncoderConfig config;
  private final TorchParameters parameters = new TorchParameters();
  private final List<LinearImpl> layers = new ArrayList<>();
  private final TorchLabels labels;

  TorchVectorClassifier(ClassificationTask task, VectorEncoderConfig config) {
    this.config = config;
    int inputs = config.features();
    for (int layer = 0; layer < config.hiddenSizes().size(); layer++) {
      LinearImpl linear = new LinearImpl(inputs, config.hiddenSizes().get(layer));
      parameters.register("hidden." + layer + ".", linear);
      layers.add(linear);
      inputs = config.hiddenSizes().get(layer);
    }
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
    float[] features = new float[batch.length * config.features()];
    for (int b = 0; b < batch.length; b++) {
      examples.copyFeatures(batch[b], features, b * config.features());
    }
    Tensor x = AbstractTensor.create(features).view(batch.length, config.features());
    for (LinearImpl layer : layers) {
      x = layer.forward(x).relu();
      x = config.dropout() == 0 ? x : torch.dropout(x, config.dropout(), true);
    }
    return labels.loss(x, examples.labels(), batch);
  }
}
