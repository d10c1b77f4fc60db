package org.unroll.dump;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.unroll.dump.input.GzipStream;

/** The uncompressed bytes of a gzip file, which is one part. */
final class GzipBytes implements PartBytes {

  private final GzipStream stream;

  GzipBytes(FSDataInputStream stored) {
    this.stream = new GzipStream(stored);
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    return stream.read(to, from, length);
  }

  /**
   * Checksums cover whole members, so that all stored bytes of a member count as damaged, though
   * the pages before its damage have been read.
   */
  @Override
  public long skipDamage() throws IOException {
    return stream.skipDamage();
  }

  @Override
  public boolean isInPart() {
    return true;
  }

  @Override
  public String place(long offset) {
    return "at byte " + offset + " of its text";
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
