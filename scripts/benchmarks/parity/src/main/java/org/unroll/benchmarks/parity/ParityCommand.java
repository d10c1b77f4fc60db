package org.unroll.benchmarks.parity;

import java.io.PrintStream;

/** Prints how far Unroll is from PyTorch for every network that both have. */
final class ParityCommand {

  private ParityCommand() {}

  public static void main(String... arguments) {
    PrintStream out = System.out;
    out.println(Differences.header());
    boolean within = true;
    for (Subject subject : Subject.all()) {
      Differences differences = Differences.of(subject);
      out.println(differences.row(subject));
      within &= differences.withinBounds();
    }
    System.exit(within ? 0 : 1);
  }
}
