package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The pages of a UTF-8 dump that begin in a part of it, each of them whole, as an XML document of
 * their own. A page begins at the {@code <} of its start tag, so each page is in exactly one part,
 * however the file is cut. The stream searches for {@code <page} before the first page of the part
 * and from the end of the part on; it passes on everything in between. MediaWiki escapes every
 * {@code <} in text.
 */
final class WholePages extends InputStream {

  private static final byte[] TAG = bytes("<page");

  /** The length of the tag and of the character after its name. */
  private static final int LOOK_AHEAD = TAG.length + 1;

  private static final byte[] ROOT_START = bytes("<mediawiki>");
  private static final byte[] ROOT_END = bytes("</mediawiki>");

  private final PartBytes bytes;
  private final boolean rooted;

  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  /** The number of bytes read before the first byte of the buffer. */
  private long before;

  /** The number of bytes of the part, once it is known. */
  private long partLength = Long.MAX_VALUE;

  /** The bytes that precede the next byte of the buffer. */
  private byte[] inserted = ROOT_START;

  private int insertedPosition;
  private boolean ended;

  /**
   * Creates the document of the pages of {@code bytes}.
   *
   * @param rooted whether the dump itself ends the {@code <mediawiki>} that holds its pages
   */
  WholePages(PartBytes bytes, boolean rooted) {
    this.bytes = bytes;
    this.rooted = rooted;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Moves to the first page of the part, before anything is read.
   *
   * @return whether there is a page
   */
  boolean findFirst() throws IOException {
    while (ready(LOOK_AHEAD)) {
      boolean found = moveToTag();
      if (before + position >= partLength) {
        return false;
      }
      if (found) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    while (true) {
      if (insertedPosition < inserted.length) {
        int count = Math.min(length, inserted.length - insertedPosition);
        System.arraycopy(inserted, insertedPosition, to, from, count);
        insertedPosition += count;
        return count;
      }
      int passed = ended ? -1 : Math.min(length, passable());
      if (passed < 0) {
        return -1;
      }
      if (passed > 0) {
        System.arraycopy(buffer, position, to, from, passed);
        position += passed;
        return passed;
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Returns how many of the buffered bytes may be passed on; 0 at the end. */
  private int passable() throws IOException {
    if (!ready(1)) {
      end(rooted ? new byte[0] : ROOT_END);
      return 0;
    }
    int inPart = (int) Math.min(limit - position, partLength - before - position);
    if (inPart > 0) {
      return inPart;
    }
    if (!ready(LOOK_AHEAD)) {
      return limit - position;
    }
    int begin = position;
    boolean found = moveToTag();
    int passed = position - begin;
    position = begin;
    if (found && passed == 0) {
      end(ROOT_END);
    }
    return passed;
  }

  private void end(byte[] rest) {
    ended = true;
    inserted = rest;
    insertedPosition = 0;
  }

  /** Moves to the next start tag in the buffer, or to where one may begin at its end. */
  private boolean moveToTag() {
    int last = limit - LOOK_AHEAD;
    while (position <= last) {
      if (buffer[position] == '<' && isTag(position)) {
        return true;
      }
      position++;
    }
    return false;
  }

  private boolean isTag(int start) {
    for (int i = 1; i < TAG.length; i++) {
      if (buffer[start + i] != TAG[i]) {
        return false;
      }
    }
    byte after = buffer[start + TAG.length];
    return after == '>' || after == ' ' || after == '\n' || after == '\t' || after == '\r';
  }

  /** Fills the buffer with at least {@code wanted} bytes; false if the file ends before. */
  private boolean ready(int wanted) throws IOException {
    while (limit - position < wanted) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      before += position;
      limit -= position;
      position = 0;
      int read = bytes.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        return false;
      }
      if (!bytes.isInPart() && partLength == Long.MAX_VALUE) {
        partLength = before + limit;
      }
      limit += read;
    }
    return true;
  }
}
