package org.unroll.task.tagging;

import org.unroll.math.Matrix;
import org.unroll.nn.output.LinearChainCrf;
import org.unroll.nn.output.ViterbiDecoder;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** The choice of all tags of a sentence together, by a conditional random field. */
final class CrfTagOutput implements TagOutput {

  private static final String PREFIX = "crf.";

  private final LinearChainCrf crf;
  private final ViterbiDecoder decoder;

  CrfTagOutput(
      TagSet tags, Parameters parameters, Gradient gradient, int timeSteps, int batchSize) {
    this.crf = new LinearChainCrf(parameters, gradient, PREFIX, timeSteps, batchSize);
    this.decoder = new ViterbiDecoder(tags, parameters, PREFIX, timeSteps, batchSize);
  }

  static void addTo(TensorLayout.Builder layout, TagSet tags) {
    LinearChainCrf.addTo(layout, PREFIX, tags.size());
  }

  @Override
  public double forward(Matrix scores, int[] targets, int[] lengths) {
    return crf.forward(scores, targets, lengths);
  }

  @Override
  public void backward(double scale, Matrix scores) {
    crf.backward(scale, scores);
  }

  @Override
  public void decode(Matrix scores, int[] lengths, int[] best) {
    decoder.decode(scores, lengths, best);
  }
}
