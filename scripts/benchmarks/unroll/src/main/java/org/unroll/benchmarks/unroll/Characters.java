package org.unroll.benchmarks.unroll;

import org.unroll.dataset.WindowConfig;
import org.unroll.task.language.WindowShard;
import org.unroll.text.Vocabulary;


import java.util.HashMap;
import java.util.Map;

/** The ids of the characters of a text. */
public final class Characters {

  private final int[] ids;
  private final int vocabularySize;

  /** Numbers the characters of a text in order of first occurrence. */
  public Characters(String text) {
    Map<Character, Integer> known = new HashMap<>();
    ids = new int[text.length()];
    for (int i = 0; i < ids.length; i++) {
      int next = known.size() + Vocabulary.SPECIAL_TOKENS.size();
      ids[i] = known.computeIfAbsent(text.charAt(i), character -> next);
    }
    vocabularySize = known.size() + Vocabulary.SPECIAL_TOKENS.size();
  }

  /** Returns V. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** Returns the windows of the text between two fractions of its length. */
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
