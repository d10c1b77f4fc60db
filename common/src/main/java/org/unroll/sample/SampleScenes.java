package org.unroll.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Invented scenes with two things each, and a sentence about each scene. A thing has a shape, a
 * colour, a size and a place on a board of 3 x 3 squares. The features of a scene are numbers: 0 or
 * 1 for each shape and colour, and the size, column and row of each thing. The same seed gives the
 * same scenes.
 */
public final class SampleScenes {

  private static final int SCENES = 6_000;

  private static final List<String> SHAPES =
      List.of("circle", "square", "triangle", "star", "cross");
  private static final List<String> COLOURS =
      List.of("red", "green", "blue", "yellow", "black", "white");
  private static final List<String> ROWS = List.of("top", "middle", "bottom");
  private static final List<String> COLUMNS = List.of("left", "centre", "right");

  private SampleScenes() {}

  /**
   * A thing on the board.
   *
   * @param size 1 or 2
   * @param column from 0, the left one, to 2
   * @param row from 0, the top one, to 2
   */
  private record Thing(String shape, String colour, int size, int column, int row) {

    static Thing random(SeededRandom random) {
      return new Thing(
          random.choose(SHAPES),
          random.choose(COLOURS),
          1 + random.nextInt(2),
          random.nextInt(COLUMNS.size()),
          random.nextInt(ROWS.size()));
    }

    List<Integer> features() {
      List<Integer> features = new ArrayList<>();
      SHAPES.forEach(each -> features.add(each.equals(shape) ? 1 : 0));
      COLOURS.forEach(each -> features.add(each.equals(colour) ? 1 : 0));
      features.addAll(List.of(size, column, row));
      return features;
    }

    String describe() {
      return (size == 1 ? "small " : "large ") + colour + " " + shape;
    }

    String place() {
      return row == 1 && column == 1
          ? "in the middle"
          : "at the " + ROWS.get(row) + " " + COLUMNS.get(column);
    }
  }

  /** A scene. */
  public static final class Scene {

    private final Thing first;
    private final Thing second;

    private Scene(Thing first, Thing second) {
      this.first = first;
      this.second = second;
    }

    /** The features in their order. */
    public float[] features() {
      List<Integer> all = allFeatures();
      float[] features = new float[all.size()];
      IntStream.range(0, features.length).forEach(i -> features[i] = all.get(i));
      return features;
    }

    private List<Integer> allFeatures() {
      List<Integer> all = new ArrayList<>(first.features());
      all.addAll(second.features());
      return all;
    }

    /** The features as people read them. */
    public String show() {
      return allFeatures().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** The sentence. */
    public String text() {
      return "A " + first.describe() + " is " + first.place() + " , " + relation() + " .";
    }

    private String relation() {
      String other = "a " + second.describe();
      if (first.row != second.row) {
        return (first.row < second.row ? "above " : "below ") + other;
      }
      if (first.column != second.column) {
        return (first.column < second.column ? "left of " : "right of ") + other;
      }
      return first.size < second.size ? "in front of " + other : "on top of " + other;
    }
  }

  /** Some scenes. */
  public static List<Scene> scenes(int count, long seed) {
    SeededRandom random = new SeededRandom(seed);
    List<Scene> scenes = new ArrayList<>();
    for (int scene = 0; scene < count; scene++) {
      scenes.add(new Scene(Thing.random(random), Thing.random(random)));
    }
    return scenes;
  }

  /** Scenes as lines of JSON: {@code features}, and {@code texts} with one sentence. */
  public static String jsonLines(long seed) {
    return scenes(SCENES, seed).stream()
        .map(
            scene ->
                "{\"features\": %s, \"texts\": [\"%s\"]}\n"
                    .formatted(scene.allFeatures(), scene.text()))
        .collect(Collectors.joining());
  }
}
