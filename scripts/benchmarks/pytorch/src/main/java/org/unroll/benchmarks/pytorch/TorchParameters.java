package org.unroll.benchmarks.pytorch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The parameters of modules by name, with their gradients. */
@SuppressWarnings("try") // a scope works by being open
public final class TorchParameters {

  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  /** Adds the parameters of a module under names that begin with the prefix. */
  public void register(String prefix, Module module) {
    StringTensorDict named = module.named_parameters();
    StringVector names = named.keys();
    for (long i = 0; i < names.size(); i++) {
      String name = names.get(i).getString();
      parameters.put(prefix + name, new Tensor(named.get(name)));
    }
  }

  /**
   * Adds the parameters of recurrent layers whose recurrent product has no bias, under names that
   * begin with the prefix: PyTorch's modules have one, which is zero and stays so.
   */
  public void registerWithoutRecurrentBias(String prefix, Module module) {
    register(prefix, module);
    for (String name : List.copyOf(parameters.keySet())) {
      if (name.startsWith(prefix + "bias_hh_")) {
        Tensor bias = parameter(name);
        bias.data().zero_();
        bias.requires_grad_(false);
        parameters.remove(name);
      }
    }
  }

  /** Adds a parameter of its own that belongs to no module, and returns it. */
  public Tensor register(String name, long... sizes) {
    Tensor parameter = torch.zeros(sizes).requires_grad_(true);
    parameter.retainReference(); // outlives the scope in which a network is built
    parameters.put(name, parameter);
    return parameter;
  }

  /** Returns the names in PyTorch's order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(parameters.keySet());
  }

  /** Returns all parameters, as an optimiser takes them. */
  public TensorVector vector() {
    return new TensorVector(parameters.values().toArray(Tensor[]::new));
  }

  /**
   * Overwrites a parameter.
   *
   * @param values row-major
   * @throws IllegalArgumentException if there is no such parameter
   */
  public void set(String name, float[] values) {
    try (PointerScope scope = new PointerScope()) {
      parameter(name).data().view(-1).copy_(AbstractTensor.create(values));
    }
  }

  /**
   * Returns a copy of a parameter's gradient, row-major.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public float[] gradient(String name) {
    try (PointerScope scope = new PointerScope()) {
      return values(parameter(name).grad());
    }
  }

  /**
   * Returns a copy of a parameter, row-major.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public float[] values(String name) {
    try (PointerScope scope = new PointerScope()) {
      return values(parameter(name));
    }
  }

  /** Clears all gradients. */
  public void clearGradients() {
    for (Tensor parameter : parameters.values()) {
      parameter.mutable_grad().reset();
    }
  }

  /** Draws every parameter uniformly from [-range, range). */
  void initialize(double range, long seed) {
    torch.manual_seed(seed);
    for (Tensor parameter : parameters.values()) {
      try (PointerScope scope = new PointerScope()) {
        parameter.data().uniform_(-range, range, new GeneratorOptional());
      }
    }
  }

  private Tensor parameter(String name) {
    Tensor parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(
          "expected one of " + parameters.keySet() + ", found " + name);
    }
    return parameter;
  }

  /** Returns a copy of the values of a tensor, row-major. */
  static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.numel())];
    tensor.detach().contiguous().<java.nio.FloatBuffer>createBuffer().get(values);
    return values;
  }
}
