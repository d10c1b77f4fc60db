package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.unroll.config.TaggingKeys;
import org.unroll.errors.BadDataException;
import org.unroll.records.InputRecord;
import org.unroll.task.tagging.TagScheme;

/** The words of records and their tags. */
final class Sentences implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String wordsColumn;
  private final String tagsColumn;
  private final TaggingKeys.Scheme scheme;

  Sentences(TaggingKeys keys) {
    this.wordsColumn = keys.wordsColumn();
    this.tagsColumn = keys.tagsColumn();
    this.scheme = keys.scheme();
  }

  /**
   * The words of a record.
   *
   * @throws BadDataException if there are none, or one of them is blank
   */
  List<String> words(InputRecord item) {
    List<String> words = elements(item, wordsColumn);
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).isBlank()) {
        throw new BadDataException(
            "%s: expected a word in the column %s, found a blank one"
                .formatted(item.place(i), wordsColumn));
      }
    }
    if (words.isEmpty()) {
      throw new BadDataException(
          "%s: expected words in the column %s, found none".formatted(item.place(), wordsColumn));
    }
    return words;
  }

  /**
   * The tags of a record's words.
   *
   * @throws BadDataException if there are more or fewer of them, or one of them is no tag of the
   *     scheme
   */
  List<String> tags(InputRecord item) {
    int words = words(item).size();
    List<String> tags = elements(item, tagsColumn);
    if (tags.size() != words) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: expected a tag for each of %d words in the column %s, found %d",
              item.place(),
              words,
              tagsColumn,
              tags.size()));
    }
    for (int i = 0; i < words; i++) {
      check(tags.get(i), item, i);
    }
    return tags;
  }

  private void check(String tag, InputRecord item, int word) {
    TagScheme allowed =
        switch (scheme) {
          case AUTO, BIOES -> TagScheme.BIOES;
          case BIO -> TagScheme.BIO;
          case IO -> TagScheme.IO;
        };
    if (!allowed.has(tag) || tag.contains("\n") || tag.contains("\r")) {
      throw new BadDataException(
          "%s: expected O or a tag with one of the prefixes %s, a hyphen and a type, such as %s%s,"
                  .formatted(
                      item.place(word),
                      allowed.prefixes(),
                      allowed.tags("PER").get(0),
                      scheme == TaggingKeys.Scheme.AUTO
                          ? ""
                          : " (data.scheme = " + scheme.name().toLowerCase(Locale.ROOT) + ")")
              + " found '%s'".formatted(tag.replaceAll("\\R", " ")));
    }
  }

  /** The elements of an array, or what white space separates in a text. */
  private static List<String> elements(InputRecord item, String column) {
    return item.value(column) instanceof String text
        ? Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList()
        : item.texts(column);
  }
}
