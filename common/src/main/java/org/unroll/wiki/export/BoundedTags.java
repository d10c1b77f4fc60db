package org.unroll.wiki.export;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an XML document whose tags and references must be short, since a parser holds each
 * of them whole. Comments and character data may be long. It also keeps the first error of its
 * source, which parsers wrap.
 */
final class BoundedTags extends InputStream {

  /** The longest tag, in bytes. */
  static final int MAX_BYTES = 1 << 16;

  private final InputStream source;
  private @Nullable IOException failure;

  /** The number of bytes of the current tag so far, {@code <} included; 0 outside of tags. */
  private int tagLength;

  /** Whether the current tag begins with {@code <!}. */
  private boolean declaration;

  /** Whether the current tag is a reference to an entity, whose name ends as names do. */
  private boolean reference;

  BoundedTags(InputStream source) {
    this.source = source;
  }

  /** Returns the error at which reading stopped; null if there was none. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    try {
      int count = source.read(to, from, length);
      if (count > 0) {
        check(to, from, from + count);
      }
      return count;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  private void check(byte[] bytes, int from, int end) throws IOException {
    int at = from;
    while (at < end) {
      if (tagLength == 0) {
        while (at < end && bytes[at] != '<' && bytes[at] != '&') {
          at++;
        }
        if (at < end) {
          reference = bytes[at] == '&';
          at++;
          tagLength = 1;
          declaration = false;
        }
      } else if (reference && !isOfName(bytes[at])) {
        tagLength = 0; // The byte may begin a tag.
      } else {
        checkTag(bytes[at++]);
      }
    }
  }

  private void checkTag(byte next) throws IOException {
    if (tagLength == 1) {
      declaration = next == '!';
    }
    boolean mayBeLong = !reference && tagLength == 2 && declaration && (next == '-' || next == '[');
    tagLength = next == '>' || mayBeLong ? 0 : tagLength + 1;
    if (tagLength > MAX_BYTES) {
      throw new MalformedExportException(
          "malformed dump: expected tags of at most 65,536 bytes, found a longer one");
    }
  }

  private static boolean isOfName(byte character) {
    return character < 0
        || Character.isLetterOrDigit(character)
        || character == '#'
        || character == '.'
        || character == '-'
        || character == '_'
        || character == ':';
  }
}
