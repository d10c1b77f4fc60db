package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.commons.io.input.ReaderInputStream;

/** The text of a file in another encoding, which is one part, in UTF-8. */
final class TranscodedBytes implements PartBytes {

  /** A character that XML does not allow, so that a page with undecodable bytes is malformed. */
  private static final String UNDECODABLE = "\uFFFF";

  private final PartBytes bytes;
  private final InputStream utf8;

  TranscodedBytes(PartBytes bytes, Charset encoding) throws IOException {
    this.bytes = bytes;
    CharsetDecoder decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(UNDECODABLE);
    this.utf8 =
        ReaderInputStream.builder()
            .setReader(new InputStreamReader(new AllBytes(bytes), decoder))
            .setCharset(StandardCharsets.UTF_8)
            .get();
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    return utf8.read(to, from, length);
  }

  @Override
  public long skipDamage() {
    throw new IllegalStateException("after damage it is unknown which byte begins a character");
  }

  @Override
  public boolean isInPart() {
    return true;
  }

  @Override
  public String place(long offset) {
    return "at byte " + offset + " of its text in UTF-8";
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
