package org.unroll.task.language;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.input.InputConfig;
import org.unroll.nn.output.OutputConfig;

/**
 * The shape of a language model, from the bottom to the top, and its initial values.
 *
 * @param input what the first layer reads
 * @param stack the recurrent layers
 * @param dropout which connections are dropped in training
 * @param output the output layer; a tied one needs an embedding with E = H
 * @param initial the parameters at the beginning
 */
public record ModelConfig(
    InputConfig input,
    StackConfig stack,
    DropoutConfig dropout,
    OutputConfig output,
    InitializerConfig initial)
    implements Serializable {

  public ModelConfig {
    if (output.tied()) {
      checkTied(input, stack);
    }
  }

  private static void checkTied(InputConfig input, StackConfig stack) {
    if (input.kind() == InputConfig.Kind.ONE_HOT) {
      throw new ConfigurationException("model.tied needs model.input = embedding, found one-hot");
    }
    if (input.embeddingSize() != stack.hiddenSize()) {
      throw new ConfigurationException(
          "model.tied needs model.embeddingSize = model.hiddenSize, found "
              + input.embeddingSize()
              + " and "
              + stack.hiddenSize());
    }
  }

  /** The recurrent part. */
  RecurrentConfig recurrent(int vocabularySize) {
    return new RecurrentConfig(
        stack, input.size(vocabularySize), RecurrentConfig.Direction.FORWARD, dropout);
  }
}
