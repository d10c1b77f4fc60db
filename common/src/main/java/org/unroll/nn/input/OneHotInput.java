package org.unroll.nn.input;

import org.unroll.math.Matrix;
import org.unroll.tensor.Gradient;

/**
 * One-hot vectors: of V values, the one at the id is 1 and the others are 0. They have no
 * parameters: the weights of the first layer serve as an {@link Embedding}, one row of {@code W^T}
 * for each id. For vocabularies of characters.
 */
public final class OneHotInput implements TokenInput {

  private final float[] zeros; // (V)

  public OneHotInput(int vocabularySize) {
    this.zeros = new float[vocabularySize];
  }

  @Override
  public void forward(int count, int[] ids, Matrix output) {
    output.fillRows(count, zeros, 0);
    for (int i = 0; i < count; i++) {
      output.buffer().put(i * output.stride() + ids[i], 1);
    }
  }

  @Override
  public void clearGradient() {}

  @Override
  public void backward(int count, int[] ids, Matrix dOutput) {}

  @Override
  public void addRanges(Gradient gradient) {}
}
