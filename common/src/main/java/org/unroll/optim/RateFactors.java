package org.unroll.optim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unroll.tensor.TensorLayout;

/** The factors of the learning rate for all parts of a block of parameters, in order. */
public final class RateFactors {

  /** A part of the block, from {@code start} to {@code end}, with the same factor throughout. */
  record Part(int start, int end, double factor) {}

  private final List<Part> parts;

  private RateFactors(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** The factor 1 for all parameters. */
  public static RateFactors equal(TensorLayout layout) {
    return new RateFactors(List.of(new Part(0, layout.size(), 1)));
  }

  /**
   * The factors of an epoch.
   *
   * @param layers the names of the tensors of each layer, from the input up; all other tensors of
   *     the layout are the top
   * @param epoch counted from 0
   */
  public static RateFactors of(
      TensorLayout layout, List<List<String>> layers, LayerRates rates, int epoch) {
    Map<String, Integer> depths = new HashMap<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      for (String name : layers.get(layer)) {
        depths.put(name, layers.size() - layer);
      }
    }
    List<Part> parts = new ArrayList<>();
    for (String name : layout.names()) {
      TensorLayout.Slot slot = layout.slot(name);
      double factor = rates.of(depths.getOrDefault(name, 0), epoch);
      int end = slot.offset() + slot.size();
      Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      if (last != null && last.factor() == factor) {
        parts.set(parts.size() - 1, new Part(last.start(), end, factor));
      } else {
        parts.add(new Part(slot.offset(), end, factor));
      }
    }
    return new RateFactors(parts);
  }

  List<Part> parts() {
    return parts;
  }
}
