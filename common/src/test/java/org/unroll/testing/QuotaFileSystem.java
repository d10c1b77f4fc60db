package org.unroll.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** The local file system, on a disk that is full after some bytes. */
public final class QuotaFileSystem extends RawLocalFileSystem {

  private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);

  /** A configuration in which local files are of this file system. */
  public static Configuration configuration() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.file.impl", QuotaFileSystem.class.getName());
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  /** Leaves room for some bytes. */
  public static void leave(long bytes) {
    LEFT.set(bytes);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    FSDataOutputStream out =
        super.create(file, overwrite, bufferSize, replication, blockSize, progress);
    return new FSDataOutputStream(new Full(out), null);
  }

  private static final class Full extends FilterOutputStream {

    Full(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      take(1);
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      take(length);
      out.write(bytes, from, length);
    }

    private static void take(int bytes) throws IOException {
      if (LEFT.addAndGet(-bytes) < 0) {
        throw new IOException("No space left on device");
      }
    }
  }
}
