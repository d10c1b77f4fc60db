package org.unroll.dump;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.wiki.Page;
import org.unroll.wiki.PageReader;

/** The pages that begin in a part of a dump. */
public final class Pages implements Closeable {

  private final DumpPart part;
  private final PartBytes bytes;
  private final @Nullable PageReader reader;

  private Pages(DumpPart part, PartBytes bytes) throws IOException {
    this.part = part;
    this.bytes = bytes;
    this.reader = reader(part.dump(), bytes);
  }

  private static @Nullable PageReader reader(Dump dump, PartBytes bytes) throws IOException {
    InputStream document;
    if (dump.isUtf8()) {
      WholePages pages = new WholePages(bytes, dump.isRooted());
      if (!pages.findFirst()) {
        return null;
      }
      document = pages;
    } else {
      document = new AllBytes(bytes);
    }
    return new PageReader(document, dump.siteInfo());
  }

  /**
   * Opens a part.
   *
   * @throws BadDataException if the file cannot be read or is damaged
   */
  public static Pages open(DumpPart part, Configuration hadoop) {
    PartBytes bytes = null;
    try {
      bytes = Dump.bytes(part.part(), hadoop);
      return new Pages(part, bytes);
    } catch (IOException e) {
      closeQuietly(bytes);
      throw new BadDataException(part.dump().file() + ": " + InputFiles.firstLine(e), e);
    }
  }

  private static void closeQuietly(@Nullable PartBytes bytes) {
    try {
      if (bytes != null) {
        bytes.close();
      }
    } catch (IOException e) {
      // What went wrong before is what matters.
    }
  }

  /**
   * The next page, or null behind the last one.
   *
   * @throws BadDataException if the file cannot be read or is damaged
   */
  public @Nullable Page next() {
    if (reader == null) {
      return null;
    }
    try {
      return reader.next();
    } catch (IOException e) {
      String last = reader.lastTitle();
      throw new BadDataException(
          part.dump().file()
              + (last.isEmpty() ? ": " : ", behind the page '" + last + "': ")
              + InputFiles.firstLine(e),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
