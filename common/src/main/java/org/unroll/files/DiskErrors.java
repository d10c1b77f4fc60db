package org.unroll.files;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSError;

/**
 * Streams that throw what went wrong with a disk as the {@link IOException} that it is. Hadoop's
 * local file system hides it in an {@link FSError}, which no handler of exceptions catches.
 */
final class DiskErrors {

  private DiskErrors() {}

  private static IOException of(FSError error) {
    return error.getCause() instanceof IOException cause ? cause : new IOException(error);
  }

  /** A stream that is read. */
  static final class Input extends FilterInputStream {

    Input(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (FSError e) {
        throw of(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (FSError e) {
        throw of(e);
      }
    }
  }

  /** A stream that is written. */
  static final class Output extends FilterOutputStream {

    Output(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      try {
        out.write(value);
      } catch (FSError e) {
        throw of(e);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (FSError e) {
        throw of(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (FSError e) {
        throw of(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (FSError e) {
        throw of(e);
      }
    }
  }
}
