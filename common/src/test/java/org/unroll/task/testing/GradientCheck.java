package org.unroll.task.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.unroll.task.Examples;
import org.unroll.task.Network;
import org.unroll.tensor.TensorLayout;

/** A comparison of a network's gradient with central differences of its loss, tensor by tensor. */
public final class GradientCheck {

  private static final float STEP = 0x1p-8f;

  private GradientCheck() {}

  /** Checks the gradient of the first mini-batch at the network's present parameters. */
  public static <E extends Examples> void check(Network<E> network, E examples, double bound) {
    TensorLayout layout = network.parameters().layout();
    float[] values = new float[layout.size()];
    network.parameters().copyTo(values);
    network.backward(examples, 1, 0);
    float[] found = new float[values.length];
    network.gradient().copyTo(found);
    for (String name : layout.names()) {
      TensorLayout.Slot slot = layout.slot(name);
      double largest = 0;
      for (int i = slot.offset(); i < slot.offset() + slot.size(); i++) {
        float before = values[i];
        values[i] = before + STEP;
        double up = loss(network, examples, values);
        values[i] = before - STEP;
        double down = loss(network, examples, values);
        values[i] = before;
        double slope = (up - down) / (2 * STEP) / network.batchSize();
        largest = Math.max(largest, Math.abs(slope));
        assertThat((double) found[i])
            .as("%s[%d]", name, i - slot.offset())
            .isCloseTo(slope, within(bound));
      }
      assertThat(largest).as(name).isGreaterThan(bound);
    }
  }

  private static <E extends Examples> double loss(
      Network<E> network, E examples, float[] parameters) {
    network.parameters().set(parameters);
    return network.backward(examples, 1, 0);
  }
}
