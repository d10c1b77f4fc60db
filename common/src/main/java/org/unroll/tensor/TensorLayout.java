package org.unroll.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.unroll.errors.ConfigurationException;

/**
 * The names, shapes and offsets of a model's tensors in its one contiguous block of parameters.
 * Names follow PyTorch.
 */
public final class TensorLayout {

  /**
   * The place of one tensor.
   *
   * @param name such as {@code rnn.weight_ih_l0}
   * @param shape row-major, outermost first
   * @param offset the index of its first value in the block
   * @param size the number of its values
   */
  public record Slot(String name, List<Integer> shape, int offset, int size) {}

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

  /** The names, in the order of their offsets. */
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

  /** The name of the tensor that holds the value at an index of the block. */
  public String nameAt(int index) {
    return slots.values().stream()
        .filter(slot -> index >= slot.offset() && index - slot.offset() < slot.size())
        .findFirst()
        .orElseThrow()
        .name();
  }

  /** A builder that lays tensors one after the other, in the order in which they are added. */
  public static final class Builder {

    /** The largest array that every Java runtime makes. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private int size;

    private Builder() {}

    /**
     * Adds a tensor at the end of the block.
     *
     * @throws ConfigurationException if the block would be larger than an array can be
     */
    public Builder add(String name, Integer... shape) {
      long product = 1;
      for (int dimension : shape) {
        product = Math.min(product * dimension, Integer.MAX_VALUE);
      }
      if (size + product > MAX_SIZE) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "a model must have at most %d parameters, found more: %s has the shape %s; choose smaller sizes",
                MAX_SIZE,
                name,
                List.of(shape)));
      }
      int values = (int) product;
      if (slots.put(name, new Slot(name, List.of(shape), size, values)) != null) {
        throw new IllegalArgumentException("expected tensor " + name + " once, found it twice");
      }
      size += values;
      return this;
    }

    public TensorLayout build() {
      return new TensorLayout(new LinkedHashMap<>(slots), size);
    }
  }
}
