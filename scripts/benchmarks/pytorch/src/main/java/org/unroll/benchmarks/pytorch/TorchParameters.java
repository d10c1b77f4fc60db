package org.unroll.benchmarks.pytorch;

import java.util.ArrayList;
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
final class TorchParameters {

  private final List<Module> modules = new ArrayList<>();
  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  /** Adds the parameters of a module under names that begin with the prefix. */
  void register(String prefix, Module module) {
    modules.add(module);
    StringTensorDict named = module.named_parameters();
    StringVector names = named.keys();
    for (long i = 0; i < names.size(); i++) {
      String name = names.get(i).getString();
      parameters.put(prefix + name, new Tensor(named.get(name)));
    }
  }

  /** Returns the names in PyTorch's order. */
  Set<String> names() {
    return Collections.unmodifiableSet(parameters.keySet());
  }

  TensorVector vector() {
    return new TensorVector(parameters.values().toArray(Tensor[]::new));
  }

  /**
   * Overwrites a parameter.
   *
   * @param values row-major
   * @throws IllegalArgumentException if there is no such parameter
   */
  void set(String name, float[] values) {
    try (PointerScope scope = new PointerScope()) {
      parameter(name).data().view(-1).copy_(AbstractTensor.create(values));
    }
  }

  /**
   * Returns a copy of a parameter's gradient, row-major.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  float[] gradient(String name) {
    try (PointerScope scope = new PointerScope()) {
      return values(parameter(name).grad());
    }
  }

  /** Clears all gradients. */
  void clearGradients() {
    for (Module module : modules) {
      module.zero_grad(true);
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
