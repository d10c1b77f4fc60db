package org.unroll.benchmarks;

import java.util.List;
import java.util.Locale;

/** A choice of cores and contenders; the others are compared with the first contender. */
enum Setting {
  /** Contenders with one thread each, on the same core. */
  ONE_CORE {
    @Override
    List<Contender> contenders(String first, String second) {
      return List.of(
          Contender.of("Unroll", Library.UNROLL, first, 1),
          Contender.of("PyTorch with MKL", Library.PYTORCH, first, 1),
          Contender.of("PyTorch with OpenBLAS", Library.PYTORCH_OPENBLAS, first, 1),
          Contender.of("Deeplearning4j", Library.DEEPLEARNING4J, first, 1));
    }
  },
  /** Two shards, against one network on two threads and two networks that exchange nothing. */
  TWO_CORES {
    @Override
    List<Contender> contenders(String first, String second) {
      String both = first + "," + second;
      return List.of(
          Contender.of("Unroll, 2 shards averaged every 50 steps", Library.UNROLL, both, 2),
          Contender.of("PyTorch with MKL, 2 threads", Library.PYTORCH, both, 2),
          Contender.of("PyTorch with OpenBLAS, 2 threads", Library.PYTORCH_OPENBLAS, both, 2),
          apart("PyTorch with MKL, 2 processes", Library.PYTORCH, first, second),
          apart("PyTorch with OpenBLAS, 2 processes", Library.PYTORCH_OPENBLAS, first, second));
    }

    private Contender apart(String label, Library library, String first, String second) {
      return new Contender(
          label,
          List.of(
              new Contender.Launch(library, first, 1), new Contender.Launch(library, second, 1)));
    }
  };

  /** Returns the name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the contenders on the two given cores. */
  abstract List<Contender> contenders(String first, String second);
}
