package org.unroll.dump;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.bzip2.CorruptBzip2Exception;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.wiki.export.Page;
import org.unroll.wiki.export.PageReader;

/** The pages that begin in a part of a dump. */
public final class Pages implements Closeable {

  private final DumpPart part;
  private final PartBytes bytes;

  /** Null if no page begins where reading continues. */
  private @Nullable PageReader reader;

  private boolean opened;
  private String lastTitle = "";
  private long damagedBytes;
  private long damagedPages;

  private Pages(DumpPart part, PartBytes bytes) {
    this.part = part;
    this.bytes = bytes;
  }

  /**
   * Opens the pages of a part.
   *
   * @throws BadDataException if the file cannot be opened
   */
  public static Pages open(DumpPart part, Configuration hadoop) {
    try {
      return new Pages(part, Dump.bytes(part.part(), hadoop));
    } catch (IOException e) {
      throw new BadDataException(part.dump().file() + ": " + ErrorMessage.firstLine(e), e);
    }
  }

  /**
   * Returns the next page, or null after the last one.
   *
   * @throws BadDataException if the file cannot be read or is damaged
   */
  public @Nullable Page next() {
    while (true) {
      try {
        return read();
      } catch (CorruptBzip2Exception e) {
        if (!part.dump().skipsDamage()) {
          throw unreadable(e);
        }
        skipDamage();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }

  private @Nullable Page read() throws IOException {
    if (!opened) {
      reader = openReader();
      opened = true;
    }
    Page page = reader == null ? null : reader.next();
    if (page != null) {
      lastTitle = page.title();
    }
    return page;
  }

  private @Nullable PageReader openReader() throws IOException {
    InputStream document;
    if (part.dump().isUtf8()) {
      WholePages pages = new WholePages(bytes, part.dump().isRooted());
      if (!pages.findFirst()) {
        return null;
      }
      document = pages;
    } else {
      document = new AllBytes(bytes);
    }
    return new PageReader(document, part.dump().siteInfo());
  }

  private void skipDamage() {
    damagedPages += reader != null && reader.isWithinPage() ? 1 : 0;
    reader = null;
    opened = false;
    try {
      damagedBytes += bytes.skipDamage();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private BadDataException unreadable(IOException error) {
    return new BadDataException(
        part.dump().file()
            + (lastTitle.isEmpty() ? ": " : ", after the page '" + lastTitle + "': ")
            + ErrorMessage.firstLine(error),
        error);
  }

  /** Returns the number of stored bytes of damaged data met so far that this part counts. */
  public long damagedBytes() {
    return damagedBytes;
  }

  /** Returns the number of pages cut by damaged data so far. */
  public long damagedPages() {
    return damagedPages;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
