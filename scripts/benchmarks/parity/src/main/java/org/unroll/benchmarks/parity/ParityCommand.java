package org.unroll.benchmarks.parity;

import java.io.PrintStream;

/** Prints how far Unroll is from PyTorch for every network that both have. */
final class ParityCommand {

  private ParityCommand() {}

  /** Arguments: none, or a part of the names of the networks that are to be compared. */
  public static void main(String... arguments) {
    String part = arguments.length == 0 ? "" : arguments[0];
    PrintStream out = System.out;
    out.println(Differences.header());
    boolean within = true;
    for (Subject subject : Subject.all()) {
      if (!subject.toString().contains(part)) {
        continue;
      }
      Differences differences = Differences.of(subject);
      out.println(differences.row(subject));
      within &= differences.withinBounds();
    }
    out.println();
    out.println(StackDifferences.header());
    for (StackSubject subject : StackSubject.all()) {
      if (!subject.toString().contains(part)) {
        continue;
      }
      StackDifferences differences = StackDifferences.of(subject);
      out.println(differences.row(subject));
      within &= differences.withinBounds();
    }
    out.println();
    out.println(TranslationDifferences.header());
    for (TranslationSubject subject : TranslationSubject.all()) {
      if (!subject.toString().contains(part)) {
        continue;
      }
      TranslationDifferences differences = TranslationDifferences.of(subject);
      out.println(differences.row(subject));
      within &= differences.withinBounds();
    }
    System.exit(within ? 0 : 1);
  }
}
