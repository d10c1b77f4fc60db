package org.unroll.wiki.expand.parser;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text between two bars of a call, with what stands for a name before an equals sign. */
final class Piece {

  @Nullable Node name;
  private List<Node> nodes = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  void append(char c) {
    text.append(c);
  }

  void append(String s) {
    text.append(s);
  }

  void add(Node node) {
    if (node instanceof Node.Text more) {
      text.append(more.text());
    } else if (node instanceof Node.Sequence sequence) {
      sequence.parts().forEach(this::add);
    } else {
      flush();
      nodes.add(node);
    }
  }

  void addAll(Piece piece) {
    add(piece.whole());
  }

  /** Takes the text so far for a name; returns false if there is one already. */
  boolean markEqualsSign() {
    if (name != null) {
      return false;
    }
    name = value();
    nodes = new ArrayList<>();
    return true;
  }

  /** Returns the text after the equals sign, if there is one. */
  Node value() {
    flush();
    return nodes.size() == 1 ? nodes.get(0) : new Node.Sequence(List.copyOf(nodes));
  }

  Node whole() {
    return name == null ? value() : new Node.Sequence(List.of(name, new Node.Text("="), value()));
  }

  private void flush() {
    if (!text.isEmpty()) {
      nodes.add(new Node.Text(text.toString()));
      text.setLength(0);
    }
  }
}
