package org.unroll.task.tagging;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.unroll.task.Metrics;

/**
 * Metrics of entities as conlleval computes them: an entity is right if its words and its type are.
 */
public final class TaggingMetrics implements Metrics {

  /** The harmonic mean of precision and recall over all entities. */
  public static final String F1 = "f1";

  private static final long serialVersionUID = 1L;

  /** The numbers of entities of one type. */
  private static final class Counts implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
    long right;
    long found;
    long correct;

    void add(Counts other) {
      right += other.right;
      found += other.found;
      correct += other.correct;
    }

    double precision() {
      return found == 0 ? 0 : (double) correct / found;
    }

    double recall() {
      return right == 0 ? 0 : (double) correct / right;
    }

    double f1() {
      return correct == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
    }
  }

  private final Map<String, Counts> types = new TreeMap<>();
  private long tokens;
  private long correctTokens;

  /** Counts a sentence with its right tags and those that were found. */
  void count(List<String> rightTags, List<String> foundTags) {
    for (int i = 0; i < rightTags.size(); i++) {
      tokens++;
      correctTokens += rightTags.get(i).equals(foundTags.get(i)) ? 1 : 0;
    }
    Set<Entity> right = new HashSet<>(Entity.of(rightTags));
    right.forEach(entity -> counts(entity.type()).right++);
    for (Entity entity : Entity.of(foundTags)) {
      Counts counts = counts(entity.type());
      counts.found++;
      counts.correct += right.contains(entity) ? 1 : 0;
    }
  }

  /** The types of entities, in the data or found, in the order of their names. */
  public List<String> types() {
    return List.copyOf(types.keySet());
  }

  /** The number of entities of a type in the data. */
  public long inData(String type) {
    return counts(type).right;
  }

  /** The number of entities of a type that were found. */
  public long found(String type) {
    return counts(type).found;
  }

  /** The number of entities of a type that were found and are in the data. */
  public long foundRight(String type) {
    return counts(type).correct;
  }

  private Counts counts(String type) {
    return types.computeIfAbsent(type, key -> new Counts());
  }

  @Override
  public void add(Metrics other) {
    TaggingMetrics part = (TaggingMetrics) other;
    tokens += part.tokens;
    correctTokens += part.correctTokens;
    part.types.forEach((type, counts) -> counts(type).add(counts));
  }

  /** The number of words. */
  @Override
  public long predictions() {
    return tokens;
  }

  /** Precision, recall and F1 of all entities, the accuracy of the tags, and F1 by type. */
  @Override
  public Map<String, Double> figures() {
    Counts all = new Counts();
    types.values().forEach(all::add);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(F1, all.f1());
    figures.put("precision", all.precision());
    figures.put("recall", all.recall());
    figures.put("tokenAccuracy", (double) correctTokens / tokens);
    types.forEach(
        (type, counts) -> {
          figures.put(F1 + "." + type, counts.f1());
          figures.put("precision." + type, counts.precision());
          figures.put("recall." + type, counts.recall());
        });
    return figures;
  }
}
