package org.unroll.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where each named tensor of a model lies in its one contiguous block of parameters. Names follow
 * PyTorch.
 */
public final class TensorLayout {

  /**
   * One tensor's place.
   *
   * @param name such as {@code rnn.weight_ih_l0}
   * @param shape row-major, outermost first
   * @param at of its first value in the block, in values
   * @param size the number of its values
   */
  public record Slot(String name, java.util.List<Integer> shape, int offset, int size) {}

  private final Map<String, Slot> slots;
  private final int size;

  private TensorLayout(Map<String, Slot> slots, int size) {
    this.slots = slots;
    this.size = size;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The number of values in the block. */
  public int size() {
    return size;
  }

  /** Names in the order of their offsets. */
  public Set<String> names() {
    return slots.keySet();
  }

  /**
   * The place of tensor {@code name}.
   *
   * @throws IllegalArgumentException if the model has no such tensor
   */
  public Slot slot(String name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("expected one of " + slots.keySet() + ", found " + name);
    }
    return slot;
  }

  /** Lays tensors one behind the other, in the order they are added. */
  public static final class Builder {

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private int size;

    private Builder() {}

    /** Adds a tensor at the end of the block. */
    public Builder add(String name, Integer... shape) {
      int values = 1;
      for (int dimension : shape) {
        values = Math.multiplyExact(values, dimension);
      }
      if (slots.put(name, new Slot(name, java.util.List.of(shape), size, values)) != null) {
        throw new IllegalArgumentException("tensor " + name + " is in the layout already");
      }
      size = Math.addExact(size, values);
      return this;
    }

    public TensorLayout build() {
      return new TensorLayout(new LinkedHashMap<>(slots), size);
    }
  }
}
