package org.unroll.articles.cleaning;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.unroll.dataset.Manifest;
import org.unroll.errors.BadDataException;

/** A tally of the pages read, in which each page counts once: read = kept + skipped. */
public final class PageTally implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The reasons to skip a page. */
  public enum Reason {
    /** It redirects to another page, whatever its namespace. */
    REDIRECT,
    /** It is outside the articles' namespace 0. */
    NAMESPACE,
    /** Its content model is not wikitext. */
    NOT_WIKITEXT,
    /** Its wikitext is longer than an article can be. */
    TOO_LARGE,
    /** Its cleaning exceeds {@code text.maxCleaningSteps}. */
    TOO_SLOW,
    /** It has no text beside markup. */
    EMPTY,
    /** It is malformed, or damaged data cuts it. */
    DAMAGED;

    /** Returns the name in reports: lower case, with hyphens. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private long kept;
  private long reused;
  private long damagedBytes;
  private final long[] skipped = new long[Reason.values().length];

  public void keep() {
    kept++;
  }

  /** Counts a page that is kept with the reused text of an earlier dump. */
  public void reuse() {
    kept++;
    reused++;
  }

  public void skip(Reason reason, long pages) {
    skipped[reason.ordinal()] += pages;
  }

  /** Counts damaged stored bytes. */
  public void skipBytes(long count) {
    damagedBytes += count;
  }

  /** Returns the number of damaged stored bytes; pages entirely within them are not counted. */
  public long damagedBytes() {
    return damagedBytes;
  }

  /** Adds the counts of {@code other}. */
  public void add(PageTally other) {
    kept += other.kept;
    reused += other.reused;
    damagedBytes += other.damagedBytes;
    for (int reason = 0; reason < skipped.length; reason++) {
      skipped[reason] += other.skipped[reason];
    }
  }

  public long read() {
    long read = kept;
    for (long pages : skipped) {
      read += pages;
    }
    return read;
  }

  public long kept() {
    return kept;
  }

  /** Returns the number of kept pages with a reused text. */
  public long reused() {
    return reused;
  }

  /** Returns the counts for a manifest. */
  public Manifest.PageCounts counts() {
    return new Manifest.PageCounts(read(), kept, reused, skipped(), damagedBytes);
  }

  /**
   * Refuses dumps from which no article was kept.
   *
   * @throws BadDataException with the reasons for which pages were skipped
   */
  public void refuseIfNoneKept() {
    if (read() == 0) {
      throw new BadDataException("expected pages in the dump, found none");
    }
    if (kept == 0) {
      throw new BadDataException(
          "expected at least one article in the dump, found "
              + read()
              + " pages and kept none of them: "
              + skipped());
    }
  }

  /** Returns the skipped pages by the label of the reason, in alphabetical order, without zeros. */
  public Map<String, Long> skipped() {
    Map<String, Long> labelled = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      if (skipped[reason.ordinal()] > 0) {
        labelled.put(reason.label(), skipped[reason.ordinal()]);
      }
    }
    return labelled;
  }
}
