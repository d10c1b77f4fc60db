package org.unroll.wiki.export;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that returns the bytes up to the next {@code >} at a time, so that a parser does not
 * read ahead of the tag that it needs, into damage that is not its concern.
 */
final class TagByTag extends InputStream {

  private final InputStream source;
  private final byte[] buffer = new byte[1 << 13];
  private int position;
  private int limit;

  TagByTag(InputStream source) {
    this.source = source;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, source.read(buffer, 0, buffer.length));
      if (limit == 0) {
        return -1;
      }
    }
    int end = position;
    while (end < limit && buffer[end] != '>') {
      end++;
    }
    end = Math.min(limit, end + 1);
    // The rest of the character in little-endian encodings.
    while (end < limit && buffer[end] == 0) {
      end++;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(buffer, position, to, from, count);
    position += count;
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
