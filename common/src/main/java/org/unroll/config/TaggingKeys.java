package org.unroll.config;

import java.io.Serializable;
import java.util.List;
import org.unroll.task.tagging.TagScheme;
import org.unroll.task.tagging.TaggingConfig;

/** The keys of {@code tagging}, with those of {@code model} that it shares. */
public record TaggingKeys(Keys keys) implements Serializable {

  /** The keys and sections on which the data depends. */
  public static final List<String> DATA = List.of("text", "data.words", "data.tags", "data.scheme");

  /** The ways to find the scheme of tags. */
  public enum Scheme {
    /** The simplest one that has all tags of the training split. */
    AUTO,
    /** That of {@link TagScheme#IO}. */
    IO,
    /** That of {@link TagScheme#BIO}. */
    BIO,
    /** That of {@link TagScheme#BIOES}. */
    BIOES;

    /** The scheme, if the tags decide, the simplest one that has all of them. */
    public TagScheme of(List<String> tags) {
      return switch (this) {
        case AUTO -> TagScheme.of(tags);
        case IO -> TagScheme.IO;
        case BIO -> TagScheme.BIO;
        case BIOES -> TagScheme.BIOES;
      };
    }
  }

  /** The column of the words. */
  public String wordsColumn() {
    return keys.word("data.words");
  }

  /** The column of the tags. */
  public String tagsColumn() {
    return keys.word("data.tags");
  }

  /** The scheme of the tags. */
  public Scheme scheme() {
    return keys.choice("data.scheme", Scheme.class);
  }

  /** T, the words that are read at once. */
  public int maxLength() {
    return keys.positive("tagging.maxLength");
  }

  /** The shape of the tagger. */
  public TaggingConfig model() {
    return new TaggingConfig(
        ModelKeys.embeddingSize(keys),
        new TaggingConfig.Characters(
            keys.integer("tagging.characterEmbeddingSize"),
            keys.integer("tagging.characterHiddenSize")),
        ModelKeys.stack(keys),
        ModelKeys.dropout(keys),
        keys.choice("tagging.output", TaggingConfig.Output.class),
        keys.number("tagging.unknownProbability"),
        ModelKeys.initial(keys));
  }
}
