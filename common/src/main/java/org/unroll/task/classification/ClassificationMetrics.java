package org.unroll.task.classification;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll.task.Metrics;

/**
 * Metrics of chosen labels against the right ones. An example counts as right where exactly its
 * labels were chosen.
 */
public final class ClassificationMetrics implements Metrics {

  /** The fraction of examples that are right. */
  public static final String ACCURACY = "accuracy";

  /** The unweighted mean of the labels' F1, over those that were right or chosen at least once. */
  public static final String MACRO_F1 = "macroF1";

  private static final long serialVersionUID = 1L;

  private final int labels;
  private final long[] rightAndChosen; // (K)
  private final long[] right; // (K)
  private final long[] chosen; // (K)
  private final long[] confusion; // (K, K): right label, chosen label, where there is one of each
  private long examples;
  private long correct;

  ClassificationMetrics(int labels) {
    this.labels = labels;
    this.rightAndChosen = new long[labels];
    this.right = new long[labels];
    this.chosen = new long[labels];
    this.confusion = new long[Math.multiplyExact(labels, labels)];
  }

  /** Counts an example with its right and its chosen labels, each in rising order. */
  void count(int[] rightLabels, int[] chosenLabels) {
    examples++;
    correct += Arrays.equals(rightLabels, chosenLabels) ? 1 : 0;
    for (int label : rightLabels) {
      right[label]++;
    }
    for (int label : chosenLabels) {
      chosen[label]++;
      rightAndChosen[label] += Arrays.binarySearch(rightLabels, label) >= 0 ? 1 : 0;
    }
    if (rightLabels.length == 1 && chosenLabels.length == 1) {
      confusion[rightLabels[0] * labels + chosenLabels[0]]++;
    }
  }

  @Override
  public void add(Metrics other) {
    ClassificationMetrics part = (ClassificationMetrics) other;
    examples += part.examples;
    correct += part.correct;
    add(rightAndChosen, part.rightAndChosen);
    add(right, part.right);
    add(chosen, part.chosen);
    add(confusion, part.confusion);
  }

  private static void add(long[] sums, long[] part) {
    Arrays.setAll(sums, i -> sums[i] + part[i]);
  }

  @Override
  public long predictions() {
    return examples;
  }

  @Override
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(ACCURACY, (double) correct / examples);
    figures.put(MACRO_F1, macroF1());
    return figures;
  }

  /** The harmonic mean of a label's precision and recall: 2 TP / (2 TP + FP + FN). */
  public double f1(int label) {
    return 2.0 * rightAndChosen[label] / (right[label] + chosen[label]);
  }

  private double macroF1() {
    double sum = 0;
    int seen = 0;
    for (int label = 0; label < labels; label++) {
      if (right[label] + chosen[label] > 0) {
        sum += f1(label);
        seen++;
      }
    }
    return sum / seen;
  }

  /** The number of examples with one right and one chosen label, by these two. */
  public long confusion(int rightLabel, int chosenLabel) {
    return confusion[rightLabel * labels + chosenLabel];
  }
}
