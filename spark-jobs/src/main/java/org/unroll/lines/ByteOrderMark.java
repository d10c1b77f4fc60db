package org.unroll.lines;

import java.nio.charset.Charset;

/** The marks at the beginning of text files that tell their encoding. */
enum ByteOrderMark {
  // UTF-32LE comes first: its mark begins with that of UTF-16LE.
  UTF_32LE("UTF-32LE", 0xff, 0xfe, 0, 0),
  UTF_32BE("UTF-32BE", 0, 0, 0xfe, 0xff),
  UTF_8("UTF-8", 0xef, 0xbb, 0xbf),
  UTF_16LE("UTF-16LE", 0xff, 0xfe),
  UTF_16BE("UTF-16BE", 0xfe, 0xff),
  NONE("UTF-8");

  /** The length of the longest mark. */
  static final int MAX_LENGTH = 4;

  private final String encoding;
  private final int[] mark;

  ByteOrderMark(String encoding, int... mark) {
    this.encoding = encoding;
    this.mark = mark;
  }

  /** Returns the mark with which a file begins, if any. */
  static ByteOrderMark of(byte[] beginning) {
    for (ByteOrderMark mark : values()) {
      if (mark.begins(beginning)) {
        return mark;
      }
    }
    return NONE;
  }

  private boolean begins(byte[] beginning) {
    for (int index = 0; index < mark.length; index++) {
      if (index == beginning.length || (beginning[index] & 0xff) != mark[index]) {
        return false;
      }
    }
    return true;
  }

  /** Returns the encoding of the file. */
  Charset encoding(Charset withoutMark) {
    return this == NONE ? withoutMark : Charset.forName(encoding);
  }

  /** Returns the number of bytes of the mark. */
  int length() {
    return mark.length;
  }
}
