package org.unroll.dump;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.CorruptDataException;
import org.unroll.wiki.export.MalformedExportException;
import org.unroll.wiki.export.Page;
import org.unroll.wiki.export.PageReader;

/**
 * The pages that begin in a part of a dump. Where damage is skipped, reading goes on at the next
 * page, and each page that is not whole is counted by the part in which it begins; malformed XML
 * between two pages counts as a page, since it may have been one.
 */
public final class Pages implements Closeable {

  private final DumpPart part;
  private final PartBytes bytes;
  private final WholePages pages;
  private final PageReader reader;

  /** Whether the text after a page comes next. */
  private boolean afterPage;

  private boolean currentIsCounted;
  private String lastTitle = "";
  private long damagedBytes;
  private long damagedPages;

  private Pages(DumpPart part, PartBytes bytes) {
    Dump dump = part.dump();
    this.part = part;
    this.bytes = bytes;
    this.pages = new WholePages(bytes, dump.isRooted());
    this.reader = new PageReader(dump.siteInfo());
    this.damagedPages = dump.hasMalformedHead() && part.part().start() == 0 ? 1 : 0;
  }

  /**
   * Opens the pages of a part.
   *
   * @throws BadDataException if the file cannot be opened
   */
  public static Pages open(DumpPart part, Configuration hadoop) {
    try {
      return new Pages(part, part.dump().bytes(part.part(), hadoop));
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
      } catch (MalformedExportException e) {
        if (!part.dump().skipsMalformedPages()) {
          throw malformed(e);
        }
        damagedPages++;
        currentIsCounted = true;
      } catch (CorruptDataException e) {
        if (!part.dump().skipsCorruptBytes()) {
          throw unreadable(e, part.dump().advice());
        }
        skipCorruptBytes();
      } catch (IOException e) {
        throw unreadable(e, "");
      }
    }
  }

  private @Nullable Page read() throws IOException {
    if (afterPage) {
      afterPage = false;
      if (pages.nextBetween()) {
        PageReader.skip(pages.document());
      }
    }
    if (!pages.next()) {
      return null;
    }
    currentIsCounted = false;
    Page page = reader.read(pages.document());
    lastTitle = page.title();
    afterPage = true;
    return page;
  }

  private void skipCorruptBytes() {
    damagedPages += pages.isWithinPage() && !currentIsCounted ? 1 : 0;
    afterPage = false;
    pages.resume();
    try {
      damagedBytes += bytes.skipDamage();
    } catch (IOException e) {
      throw unreadable(e, "");
    }
  }

  private BadDataException malformed(MalformedExportException error) {
    String page = reader.description();
    String where =
        !pages.isPage()
            ? ", after the page '" + lastTitle + "', "
            : ", " + (page.isEmpty() ? "page" + afterLast() : page) + " ";
    return new BadDataException(
        part.dump().file()
            + where
            + pages.place()
            + ": "
            + ErrorMessage.firstLine(error)
            + part.dump().advice(),
        error);
  }

  private String afterLast() {
    return lastTitle.isEmpty() ? "" : ", after the page '" + lastTitle + "'";
  }

  private BadDataException unreadable(IOException error, String whatToDo) {
    return new BadDataException(
        part.dump().file() + afterLast() + ": " + ErrorMessage.firstLine(error) + whatToDo, error);
  }

  /** Returns the number of stored bytes of damaged data met so far that this part counts. */
  public long damagedBytes() {
    return damagedBytes;
  }

  /** Returns the number of pages that are not whole so far. */
  public long damagedPages() {
    return damagedPages;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
