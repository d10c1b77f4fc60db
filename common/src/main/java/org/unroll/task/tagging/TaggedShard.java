package org.unroll.task.tagging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.unroll.task.Examples;
import org.unroll.task.Padding;
import org.unroll.task.batch.BatchOrder;
import org.unroll.task.batch.RaggedInts;

/** The tagged sentences of one shard. Each distinct form of a word is kept once. */
public final class TaggedShard implements Examples {

  private static final long serialVersionUID = 1L;

  private final RaggedInts sentences; // (N, words): forms
  private final RaggedInts tags; // (N, words)
  private final int[] words; // of each form: the word's id in the vocabulary
  private final RaggedInts characters; // of each form: their ids

  private TaggedShard(RaggedInts sentences, RaggedInts tags, int[] words, RaggedInts characters) {
    this.sentences = sentences;
    this.tags = tags;
    this.words = words;
    this.characters = characters;
  }

  @Override
  public int size() {
    return sentences.size();
  }

  @Override
  public Padding padding(int batchSize, long seed) {
    int[] lengths = sentences.lengths();
    return BatchOrder.shuffled(lengths, batchSize, seed).padding(lengths);
  }

  /** The forms of the words of each sentence. */
  public RaggedInts sentences() {
    return sentences;
  }

  /** The tags of the words of each sentence. */
  public RaggedInts tags() {
    return tags;
  }

  /** The id of the word that has a form. */
  public int word(int form) {
    return words[form];
  }

  /** The ids of the characters of each form. */
  public RaggedInts characters() {
    return characters;
  }

  /** A builder that takes one sentence after the other. */
  public static final class Builder {

    private final WordEncoder encoder;
    private final Map<String, Integer> forms = new HashMap<>();
    private final RaggedInts.Builder sentences = new RaggedInts.Builder();
    private final RaggedInts.Builder tags = new RaggedInts.Builder();
    private final RaggedInts.Builder words = new RaggedInts.Builder();
    private final RaggedInts.Builder characters = new RaggedInts.Builder();

    /** A builder that looks words and characters up. */
    public Builder(WordEncoder encoder) {
      this.encoder = encoder;
    }

    /**
     * Adds a sentence.
     *
     * @param sentence its words
     * @param sentenceTags their tags' numbers
     */
    public Builder add(List<String> sentence, int[] sentenceTags) {
      if (sentence.size() != sentenceTags.length) {
        throw new IllegalArgumentException(
            "expected " + sentence.size() + " tags, found " + sentenceTags.length);
      }
      sentences.add(sentence.stream().mapToInt(this::form).toArray());
      tags.add(sentenceTags);
      return this;
    }

    private int form(String word) {
      Integer known = forms.get(word);
      if (known != null) {
        return known;
      }
      int form = forms.size();
      forms.put(word, form);
      words.add(encoder.word(word));
      characters.add(encoder.characters(word));
      return form;
    }

    /** Builds the shard. */
    public TaggedShard build() {
      RaggedInts ids = words.build();
      int[] wordOfForm = new int[ids.size()];
      java.util.Arrays.setAll(wordOfForm, form -> ids.get(form, 0));
      return new TaggedShard(sentences.build(), tags.build(), wordOfForm, characters.build());
    }
  }
}
