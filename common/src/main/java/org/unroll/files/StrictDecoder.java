package org.unroll.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import org.jspecify.annotations.Nullable;

/** A decoder that finds the bytes that are not in its encoding, instead of replacing them. */
public final class StrictDecoder {

  private final Charset encoding;

  public StrictDecoder(Charset encoding) {
    this.encoding = encoding;
  }

  public Charset encoding() {
    return encoding;
  }

  /** Returns the text of bytes, or null if they are not in the encoding. */
  public @Nullable String decode(byte[] bytes, int start, int length) {
    String text = new String(bytes, start, length, encoding);
    boolean replaced = text.indexOf('\uFFFD') >= 0;
    return replaced && decodable(bytes, start, length) < length ? null : text;
  }

  /** Returns the number of bytes before the first that cannot be decoded. */
  public int decodable(byte[] bytes, int start, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, start, length);
    CharBuffer out = CharBuffer.allocate(1 << 12);
    CharsetDecoder decoder = encoding.newDecoder();
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    return result.isError() ? in.position() - start : length;
  }
}
