package org.unroll.prepare.vocabulary;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.text.Vocabulary;

/** A vocabulary to broadcast; each executor builds the index once. */
public final class VocabularyLookup implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String[] lines;
  private transient volatile @Nullable Vocabulary vocabulary;

  public VocabularyLookup(Vocabulary vocabulary) {
    this.lines = vocabulary.tokens().toArray(new String[0]);
  }

  public int id(String token) {
    return vocabulary().id(token);
  }

  int size() {
    return lines.length;
  }

  private Vocabulary vocabulary() {
    Vocabulary built = vocabulary;
    if (built == null) {
      built = Vocabulary.ofLines(List.of(lines));
      vocabulary = built;
    }
    return built;
  }
}
