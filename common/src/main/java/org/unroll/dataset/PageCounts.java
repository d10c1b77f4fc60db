package org.unroll.dataset;

import java.util.Map;

/**
 * The pages of dumps that were read, by what was done with them; all zero for text files.
 *
 * @param pagesRead all pages
 * @param pagesKept articles
 * @param pagesReused those of them whose text was reused from an earlier dump
 * @param pagesSkipped the other pages, by reason
 * @param damagedBytes stored bytes of damaged bzip2 data that were skipped
 */
public record PageCounts(
    long pagesRead,
    long pagesKept,
    long pagesReused,
    Map<String, Long> pagesSkipped,
    long damagedBytes) {}
