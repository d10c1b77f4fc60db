package org.unroll.articles.cleaning;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.unroll.errors.BadDataException;

/** What became of pages. Each page is counted once, so that read = kept + skipped. */
public final class PageTally implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Why a page is not kept. */
  public enum Reason {
    /** It redirects to another page, whatever its namespace. */
    REDIRECT,
    /** It is outside the articles' namespace 0. */
    NAMESPACE,
    /** Its content model is not wikitext. */
    NOT_WIKITEXT,
    /** Its wikitext is longer than an article can be. */
    TOO_LARGE,
    /** It takes the cleaner more work than it may. */
    TOO_SLOW,
    /** Nothing is left of it but markup. */
    EMPTY,
    /** It is cut by damaged data. */
    DAMAGED;

    /** In reports: lower case, with hyphens. */
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

  /** Counts a page that is kept with a text that was cleaned before. */
  public void reuse() {
    kept++;
    reused++;
  }

  public void skip(Reason reason, long pages) {
    skipped[reason.ordinal()] += pages;
  }

  /** Counts stored bytes that are damaged. */
  public void skipBytes(long count) {
    damagedBytes += count;
  }

  /** Stored bytes of damaged data; pages that lie in them whole are counted nowhere else. */
  public long damagedBytes() {
    return damagedBytes;
  }

  /** Adds what {@code other} counted. */
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

  /** Of the kept pages those whose text was cleaned before. */
  public long reused() {
    return reused;
  }

  /**
   * Refuses dumps of which nothing is left.
   *
   * @throws BadDataException saying what became of their pages
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

  /** By the reason's label, in alphabetical order; a reason that never occurred is left out. */
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
