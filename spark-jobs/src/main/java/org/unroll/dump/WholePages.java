package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The pages of a UTF-8 dump that begin in a part of it, each of them whole, as an XML document of
 * its own, so that damage to a page does not reach the next one. A page begins at the {@code <} of
 * its start tag, so each page is in exactly one part, however the file is cut. It ends with the
 * first end tag, or where another page begins: MediaWiki escapes every {@code <} in text.
 */
final class WholePages {

  private static final byte[] START_TAG = bytes("<page");
  private static final byte[] END_TAG = bytes("</page");
  private static final byte[] END_OF_PAGE = bytes("</page>");
  private static final byte[] START_OF_ROOT = bytes("<mediawiki>");
  private static final byte[] END_OF_ROOT = bytes("</mediawiki>");
  private static final byte[] NOTHING = {};

  /** The length of the longer tag and of the character after its name. */
  private static final int LOOK_AHEAD = END_TAG.length + 1;

  private final PartBytes bytes;
  private final boolean rooted;

  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  /** The number of bytes read before the first byte of the buffer. */
  private long before;

  /** The number of bytes of the part, once it is known. */
  private long partLength = Long.MAX_VALUE;

  // The document that is passed on: a page, or what stands between two pages.

  private long documentStart;
  private boolean isPage;

  /** Whether all bytes of the document are passed on but the inserted ones. */
  private boolean ended = true;

  /** Bytes that precede the next byte of the buffer. */
  private byte[] inserted = NOTHING;

  private int insertedPosition;

  /**
   * Creates the pages of {@code bytes}.
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
   * Moves to the next page, past all that comes before it.
   *
   * @return whether there is one that begins in the part
   */
  boolean next() throws IOException {
    leave();
    while (ready(LOOK_AHEAD)) {
      position = find(false);
      if (before + position >= partLength) {
        return false;
      }
      if (position <= limit - LOOK_AHEAD) {
        begin(true, START_TAG);
        position += START_TAG.length;
        return true;
      }
    }
    return false;
  }

  /**
   * Moves to the text between the page just left and the next one, wherever that begins, or the end
   * of the dump.
   *
   * @return whether there is more than white space
   */
  boolean nextBetween() throws IOException {
    leave();
    while (ready(1) && isSpace(buffer[position])) {
      position++;
    }
    begin(false, START_OF_ROOT);
    ended = ready(LOOK_AHEAD) ? isTag(START_TAG, position) : position == limit && !rooted;
    return !ended;
  }

  private void begin(boolean page, byte[] start) {
    documentStart = before + position;
    isPage = page;
    ended = false;
    insert(start);
  }

  private void insert(byte[] more) {
    inserted = more;
    insertedPosition = 0;
  }

  /** Leaves the current document. */
  private void leave() throws IOException {
    while (!ended) {
      int passed = passable(); // Which may move the position.
      position += passed;
    }
    insert(NOTHING);
  }

  /** Goes on after damage, of which {@link PartBytes#skipDamage} knows the end. */
  void resume() {
    before += limit;
    position = 0;
    limit = 0;
    ended = true;
    insert(NOTHING);
  }

  /** Whether the current document is a page. */
  boolean isPage() {
    return isPage;
  }

  /** Whether the current document is a page whose end is not reached yet. */
  boolean isWithinPage() {
    return isPage && !ended;
  }

  /** Returns the place in the file at which the current document begins. */
  String place() {
    return bytes.place(documentStart);
  }

  /** Returns the bytes of the document moved to. */
  InputStream document() {
    return new Document();
  }

  private final class Document extends InputStream {

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      while (true) {
        if (insertedPosition < inserted.length) {
          int count = Math.min(length, inserted.length - insertedPosition);
          System.arraycopy(inserted, insertedPosition, to, from, count);
          insertedPosition += count;
          return count;
        }
        if (ended) {
          return -1;
        }
        int passed = Math.min(length, passable());
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
  }

  /** Returns how many of the buffered bytes belong to the document; ends it if none does. */
  private int passable() throws IOException {
    if (!ready(LOOK_AHEAD)) {
      if (position == limit) {
        end(isPage || rooted ? NOTHING : END_OF_ROOT);
      }
      return limit - position;
    }
    int passed = find(isPage) - position;
    if (passed == 0) {
      if (isPage && isTag(END_TAG, position)) {
        position += END_TAG.length;
        end(END_OF_PAGE);
        skipEndOfTag();
      } else {
        end(isPage ? NOTHING : END_OF_ROOT);
      }
    }
    return passed;
  }

  private void end(byte[] rest) {
    ended = true;
    insert(rest);
  }

  private void skipEndOfTag() throws IOException {
    while (ready(1) && isSpace(buffer[position])) {
      position++;
    }
    if (ready(1) && buffer[position] == '>') {
      position++;
    }
  }

  /**
   * Returns the index of the next start tag in the buffer, or of where one may begin at its end.
   *
   * @param orEnd whether an end tag will do
   */
  private int find(boolean orEnd) {
    int last = limit - LOOK_AHEAD;
    int at = position;
    while (at <= last) {
      if (buffer[at] == '<' && (isTag(START_TAG, at) || orEnd && isTag(END_TAG, at))) {
        return at;
      }
      at++;
    }
    return at;
  }

  private boolean isTag(byte[] tag, int start) {
    for (int i = 0; i < tag.length; i++) {
      if (buffer[start + i] != tag[i]) {
        return false;
      }
    }
    byte after = buffer[start + tag.length];
    return after == '>' || after == '/' || isSpace(after);
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
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
