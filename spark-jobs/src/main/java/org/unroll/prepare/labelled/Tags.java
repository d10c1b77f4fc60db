package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.config.TaggingKeys;
import org.unroll.errors.BadDataException;
import org.unroll.errors.NearestName;
import org.unroll.prepare.vocabulary.WordCount;
import org.unroll.records.InputRecord;
import org.unroll.task.tagging.Entity;
import org.unroll.task.tagging.TagScheme;
import org.unroll.task.tagging.TagSet;
import scala.Tuple2;

/**
 * The tags of sentences. They are read as the script conlleval reads them, so that a tag that
 * cannot stand where it does, as {@code I-PER} after {@code O}, begins an entity; training data
 * then has the tag that the scheme has for that.
 */
final class Tags implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The transitions between more tags than these take more memory than words do. */
  private static final int MAX_TAGS = 2_000;

  private final Sentences sentences;
  private final TaggingKeys.Scheme scheme;
  private final String column;

  Tags(Sentences sentences, TaggingKeys keys) {
    this.sentences = sentences;
    this.scheme = keys.scheme();
    this.column = keys.tagsColumn();
  }

  /**
   * Finds the types of entities, the most frequent first, and all tags that the scheme has for
   * them.
   *
   * @throws BadDataException if there are no entities, or too many types of them
   */
  TagSet learn(JavaRDD<InputRecord> training) {
    List<String> tags =
        WordCount.mostFrequentFirst(
                training
                    .flatMap(item -> sentences.tags(item).iterator())
                    .filter(tag -> !tag.equals(TagScheme.OUTSIDE))
                    .mapToPair(tag -> new Tuple2<>(tag, 1L))
                    .reduceByKey(Long::sum))
            .map(WordCount::word)
            .take(MAX_TAGS + 1);
    if (tags.isEmpty()) {
      throw new BadDataException(
          "expected tags of entities in the column %s of the training split, found only O"
              .formatted(column));
    }
    TagSet all =
        TagSet.ofTypes(tags.stream().map(TagScheme::type).distinct().toList(), scheme.of(tags));
    if (all.size() > MAX_TAGS) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "expected at most %,d different tags in the column %s, found more; is it the right"
                  + " column?",
              MAX_TAGS,
              column));
    }
    return all;
  }

  /** The way from the tags of a record to their numbers. */
  final class Encoder {

    private final TagSet known;
    private final Map<String, Integer> numbers;

    Encoder(TagSet known) {
      this.known = known;
      this.numbers = known.numbers();
    }

    /**
     * The numbers of a record's tags.
     *
     * @throws BadDataException naming a tag that the training split does not have
     */
    int[] encode(InputRecord item) {
      List<String> tags = sentences.tags(item);
      List<Integer> ids = new ArrayList<>();
      for (int i = 0; i < tags.size(); i++) {
        if (!numbers.containsKey(tags.get(i))) {
          throw unknown(item, i, tags.get(i));
        }
      }
      for (String tag : known.scheme().write(Entity.of(tags), tags.size())) {
        ids.add(numbers.get(tag));
      }
      return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private BadDataException unknown(InputRecord item, int word, String tag) {
      String name = known.scheme().name().toLowerCase(Locale.ROOT);
      if (!known.scheme().has(tag)) {
        return new BadDataException(
            "%s: expected a tag of the scheme %s, as in the training split, found '%s'"
                .formatted(item.place(word), name, tag));
      }
      List<String> types = known.tags().stream().map(TagScheme::type).distinct().skip(1).toList();
      return new BadDataException(
          String.format(
                  Locale.ROOT,
                  "%s: expected one of the %d types of entities of the training split in the column %s,",
                  item.place(word),
                  types.size(),
                  column)
              + " found '%s'%s".formatted(tag, NearestName.suggestion(TagScheme.type(tag), types)));
    }
  }
}
