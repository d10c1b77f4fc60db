package org.unroll.task.classification;

import java.util.List;
import org.unroll.nn.Pooling;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * The shape of a recurrent encoder of texts.
 *
 * @param vocabularySize V
 * @param embeddingSize E
 * @param stack the recurrent layers
 * @param direction the order in which they read
 * @param pooling the reduction of their outputs to one vector
 * @param dropout which connections are dropped in training
 */
public record TextEncoderConfig(
    int vocabularySize,
    int embeddingSize,
    StackConfig stack,
    RecurrentConfig.Direction direction,
    Pooling.Kind pooling,
    DropoutConfig dropout)
    implements EncoderConfig {

  public TextEncoderConfig {
    StackConfig.checkWidth("model.embeddingSize", embeddingSize);
  }

  @Override
  public int outputSize() {
    return recurrent().outputSize();
  }

  @Override
  public void addTo(TensorLayout.Builder layout) {
    RecurrentEncoder.addTo(layout, this);
  }

  @Override
  public List<List<String>> layers() {
    return RecurrentEncoder.layers(this);
  }

  @Override
  public Encoder newEncoder(
      int timeSteps, int batchSize, Parameters parameters, Gradient gradient) {
    return new RecurrentEncoder(this, timeSteps, batchSize, parameters, gradient);
  }

  /** The recurrent layers. */
  public RecurrentConfig recurrent() {
    return new RecurrentConfig(stack, embeddingSize, direction, dropout);
  }
}
