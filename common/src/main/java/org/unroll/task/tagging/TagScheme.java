package org.unroll.task.tagging;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The ways to write entities as one tag a word: a prefix for the place in the entity, a hyphen, and
 * the type. {@code O} stands outside of all entities.
 */
public enum TagScheme {
  /** {@code I-} on every word of an entity: neighbours of one type run together. */
  IO("I"),
  /** {@code B-} on the first word and {@code I-} on the others (Ramshaw and Marcus 1995). */
  BIO("BI"),
  /** As BIO, with {@code E-} on the last word and {@code S-} on one that stands alone. */
  BIOES("BIES");

  /** The tag of a word outside of all entities. */
  public static final String OUTSIDE = "O";

  private final String prefixes;

  TagScheme(String prefixes) {
    this.prefixes = prefixes;
  }

  /**
   * The simplest scheme that has all tags.
   *
   * @throws IllegalArgumentException naming the first tag that no scheme has
   */
  public static TagScheme of(Collection<String> tags) {
    TagScheme scheme = IO;
    for (String tag : tags) {
      while (!scheme.has(tag)) {
        if (scheme == BIOES) {
          throw new IllegalArgumentException(
              "expected O, or a tag such as B-PER with one of the prefixes B, I, E, S, found "
                  + tag);
        }
        scheme = values()[scheme.ordinal() + 1];
      }
    }
    return scheme;
  }

  /** Whether it is a tag of this scheme. */
  public boolean has(String tag) {
    return tag.equals(OUTSIDE)
        || (tag.length() > 2 && tag.charAt(1) == '-' && prefixes.indexOf(tag.charAt(0)) >= 0);
  }

  /** The tags of a type of entities. */
  public List<String> tags(String type) {
    return prefixes.chars().mapToObj(prefix -> tag((char) prefix, type)).toList();
  }

  /** The prefixes of the tags, for messages. */
  public String prefixes() {
    return String.join(", ", prefixes.split(""));
  }

  /**
   * The tags of the words of a sentence.
   *
   * @param entities none of which overlap
   * @param words the number of words
   */
  public List<String> write(List<Entity> entities, int words) {
    String[] tags = new String[words];
    Arrays.fill(tags, OUTSIDE);
    for (Entity entity : entities) {
      for (int word = entity.start(); word < entity.end(); word++) {
        boolean first = word == entity.start();
        boolean last = word == entity.end() - 1;
        tags[word] = tag(prefix(first, last), entity.type());
      }
    }
    return List.of(tags);
  }

  private char prefix(boolean first, boolean last) {
    return switch (this) {
      case IO -> 'I';
      case BIO -> first ? 'B' : 'I';
      case BIOES -> {
        if (first) {
          yield last ? 'S' : 'B';
        }
        yield last ? 'E' : 'I';
      }
    };
  }

  private static String tag(char prefix, String type) {
    return prefix + "-" + type;
  }

  /** Whether a tag may begin a sentence. */
  boolean mayStart(String tag) {
    return mayFollow(OUTSIDE, tag);
  }

  /** Whether a tag may stand right after another. */
  boolean mayFollow(String from, String to) {
    boolean continues = place(to) == 'I' || place(to) == 'E';
    boolean open = place(from) == 'B' || place(from) == 'I';
    boolean sameType = type(from).equals(type(to));
    return switch (this) {
      case IO -> true;
      case BIO -> !continues || (open && sameType);
      case BIOES -> open ? continues && sameType : !continues;
    };
  }

  /** Whether a tag may end a sentence. */
  boolean mayEnd(String tag) {
    return mayFollow(tag, OUTSIDE);
  }

  /** The place of a word in its entity: the first character of its tag. */
  static char place(String tag) {
    return tag.charAt(0);
  }

  /** The type of an entity; empty outside of all. */
  public static String type(String tag) {
    return tag.length() > 2 ? tag.substring(2) : "";
  }
}
