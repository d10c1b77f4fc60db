package org.unroll.benchmarks.unroll;

import java.util.HashMap;
import java.util.Map;
import org.unroll.dataset.WindowConfig;
import org.unroll.task.language.WindowShard;
import org.unroll.text.Vocabulary;

/** A text as ids of its characters. */
public final class Characters {

  private final int[] ids;
  private final int vocabularySize;

  /** The characters of a text, numbered in the order in which they come. */
  public Characters(String text) {
    Map<Character, Integer> known = new HashMap<>();
    ids = new int[text.length()];
    for (int i = 0; i < ids.length; i++) {
      int next = known.size() + Vocabulary.SPECIAL_TOKENS.size();
      ids[i] = known.computeIfAbsent(text.charAt(i), character -> next);
    }
    vocabularySize = known.size() + Vocabulary.SPECIAL_TOKENS.size();
  }

  /** V. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** The windows from one fraction of the text to another. */
  public WindowShard shard(WindowConfig config, double from, double to) {
    int first = (int) (from * ids.length);
    int end = (int) (to * ids.length);
    WindowShard.Builder shard = new WindowShard.Builder(config, (end - first) / config.stride());
    for (int offset = first; offset + config.length() <= end; offset += config.stride()) {
      int[] window = new int[config.length()];
      System.arraycopy(ids, offset, window, 0, window.length);
      shard.add(0, offset, window);
    }
    return shard.build();
  }
}
