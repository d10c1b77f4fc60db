package org.unroll.wiki.expand.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a compiled template. */
public sealed interface Node {

  /** Text that stands for itself. */
  record Text(String text) implements Node {}

  /** Pieces one after the other. */
  record Sequence(List<Node> parts) implements Node {}

  /**
   * A parameter: {@code {{{name|default}}}}.
   *
   * @param fallback its value where the call has no such argument; null if there is none
   */
  record Parameter(Node name, @Nullable Node fallback) implements Node {}

  /**
   * A call of a template, a parser function or a variable: {@code {{name|argument}}}.
   *
   * @param startsLine whether it follows a line feed
   */
  record Call(Node name, List<Argument> arguments, boolean startsLine) implements Node {}

  /**
   * An argument of a call.
   *
   * @param name the part before its first equals sign; null if there is no such sign
   */
  record Argument(@Nullable Node name, Node value) {}
}
