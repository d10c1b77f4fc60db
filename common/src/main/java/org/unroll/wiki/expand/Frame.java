package org.unroll.wiki.expand;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.expand.parser.Node;

/** The arguments of a template that is being expanded, each evaluated when it is first used. */
final class Frame {

  /** The frame of a page: it has no arguments. */
  static final Frame PAGE = new Frame();

  private final Map<String, Value> values = new HashMap<>();

  private Frame() {}

  /**
   * Creates the frame of a call.
   *
   * @param caller the frame in which the arguments stand
   */
  static Frame of(List<Node.Argument> arguments, Frame caller, Expansion expansion) {
    Frame frame = new Frame();
    int position = 1;
    for (Node.Argument argument : arguments) {
      Node name = argument.name();
      String key =
          name == null ? String.valueOf(position++) : expansion.evaluate(name, caller).strip();
      frame.values.put(key, new Value(argument.value(), caller, name != null));
    }
    return frame;
  }

  /** Returns the value of an argument; null if the call has none of that name. */
  @Nullable String get(String name, Expansion expansion) {
    Value value = values.get(name);
    return value == null ? null : value.text(expansion);
  }

  /** An argument. White space around it counts only if it has no name. */
  private static final class Value {

    private final Node node;
    private final Frame caller;
    private final boolean named;
    private @Nullable String text;

    Value(Node node, Frame caller, boolean named) {
      this.node = node;
      this.caller = caller;
      this.named = named;
    }

    String text(Expansion expansion) {
      String known = text;
      if (known == null) {
        String evaluated = expansion.evaluate(node, caller);
        known = named ? evaluated.strip() : evaluated;
        text = known;
      }
      return known;
    }
  }
}
