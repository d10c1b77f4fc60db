package org.unroll.inference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.unroll.math.Seeds;

/**
 * A text that is being continued, token by token. Whoever continues it computes the distributions:
 *
 * <pre>{@code
 * while (!continuation.isFinished()) {
 *   session.read(continuation.draw(session.next()));
 * }
 * }</pre>
 */
public final class Continuation {

  /** Why a text ended. */
  public enum Finish {
    /** It has as many tokens as were asked for. */
    LENGTH,
    /** It came to a stop string. */
    STOP
  }

  private final TextModel model;
  private final GenerationConfig config;
  private final StopStrings stop;
  private final TokenDraw draw;
  private final BitSet seen = new BitSet();
  private final List<Integer> drawn = new ArrayList<>();
  private final DrawnText text;
  private int stopped = -1; // where a stop string begins

  /**
   * A continuation of a prompt.
   *
   * @param prompt its text; the continuation begins with a space only if the prompt does not end
   *     with one
   * @param ids its tokens
   */
  public Continuation(TextModel model, String prompt, int[] ids, GenerationConfig config) {
    this.model = model;
    this.config = config;
    this.stop = new StopStrings(config.stop());
    this.draw = new TokenDraw(model.drawable(), config.sampling());
    this.text = new DrawnText(model, prompt, ids);
    for (int id : ids) {
      seen.set(id);
    }
  }

  /** The seed of the i-th of several texts after one prompt; the first has the seed itself. */
  public static long seed(long seed, int index) {
    return index == 0 ? seed : Seeds.mix(seed, index);
  }

  /**
   * Draws the next token.
   *
   * @param next the distribution after all tokens so far
   * @return its id
   */
  public int draw(Distribution next) {
    if (isFinished()) {
      throw new IllegalStateException("expected a text that goes on, found one that has ended");
    }
    int id = draw.next(next, seen, Seeds.uniform(config.sampling().seed(), drawn.size()));
    drawn.add(id);
    seen.set(id);
    text.add(id);
    if (!config.stop().isEmpty()) {
      stopped = stop.find(text.text());
    }
    return id;
  }

  /** The ids that were drawn. */
  public List<Integer> drawn() {
    return List.copyOf(drawn);
  }

  /** Whether the text has ended. */
  public boolean isFinished() {
    return stopped >= 0 || drawn.size() >= config.maxTokens();
  }

  /** Why the text ended, which it has. */
  public Finish finish() {
    return stopped >= 0 ? Finish.STOP : Finish.LENGTH;
  }

  /** What was drawn so far, without the stop string. */
  public String text() {
    return stopped >= 0 ? text.text().substring(0, stopped) : text.text();
  }

  /** The number of characters of the stop string and what was drawn behind it. */
  int cut() {
    return stopped >= 0 ? text.text().length() - stopped : 0;
  }

  /** The beginning of {@link #text} that will be the same whatever follows. */
  public String stableText() {
    if (isFinished()) {
      return text();
    }
    String stable = text.stableText();
    return stable.substring(0, Math.min(stable.length(), stop.partial(text.text())));
  }

  /**
   * The number of characters of {@link #text} before each token that was drawn; at least its length
   * for tokens behind the beginning of a stop string.
   */
  public int[] offsets() {
    return text.offsets();
  }
}
