package org.unroll.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.unroll.errors.BadDataException;

class TestJson {

  private record Point(int x, double y) {}

  @Test
  void compactIsOneLineAndIndentedIsNot() {
    assertThat(Json.compact(new Point(1, 0.5))).isEqualTo("{\"x\":1,\"y\":0.5}");
    assertThat(Json.indented(new Point(1, 0.5)).lines())
        .containsExactly("{", "  \"x\" : 1,", "  \"y\" : 0.5", "}");
  }

  @Test
  void readsWhatItWrote() {
    Point point = new Point(-3, 1e-300);
    assertThat(Json.read(Json.compact(point), Point.class, "p.json", "a point")).isEqualTo(point);
    assertThat(Json.read(Json.indented(point), Point.class, "p.json", "a point")).isEqualTo(point);
  }

  @Test
  void refusesWhatDoesNotFit() {
    for (String text : new String[] {"", "{", "{\"x\":1,\"z\":2}", "{\"x\":1,\"y\":2} {}", "[]"}) {
      assertThatThrownBy(() -> Json.read(text, Point.class, "p.json", "a point"))
          .isInstanceOf(BadDataException.class)
          .hasMessageStartingWith("p.json: expected a point, found ");
      assertThat(Json.readIfValid(text, Point.class)).isEmpty();
    }
  }

  @Test
  void readsTrees() {
    assertThat(Json.tree("{\"x\":[7]}", "p.json", "a point").path("x").path(0).asInt())
        .isEqualTo(7);
    assertThat(Json.treeIfValid("{\"x\":")).isEmpty();
    assertThatThrownBy(() -> Json.tree("{\"x\":", "p.json", "a point"))
        .hasMessageStartingWith("p.json: expected a point, found ");
  }
}
