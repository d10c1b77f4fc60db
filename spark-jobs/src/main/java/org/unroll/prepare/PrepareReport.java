package org.unroll.prepare;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Manifest.SplitCounts;
import org.unroll.dataset.Split;

/**
 * The result of {@link PrepareJob}.
 *
 * @param folder the folder of the data
 * @param pagesRead 0 for text files, as are the next three
 * @param pagesKept articles
 * @param pagesReused those of them whose text was reused from an earlier dump
 * @param pagesSkipped by reason
 * @param damagedBytes stored bytes of damaged bzip2 data that were skipped
 * @param vocabularySize the number of ids, special tokens included
 * @param tokens by the split's label
 * @param windows by the split's label
 * @param unkRate the fraction of all tokens that is {@code <unk>}
 * @param unigramPerplexity by the split's label; only of splits that have tokens
 * @param upToDate whether the folder already held this data and nothing was done
 */
public record PrepareReport(
    String folder,
    long pagesRead,
    long pagesKept,
    long pagesReused,
    Map<String, Long> pagesSkipped,
    long damagedBytes,
    int vocabularySize,
    Map<String, Long> tokens,
    Map<String, Long> windows,
    double unkRate,
    Map<String, Double> unigramPerplexity,
    boolean upToDate) {

  static PrepareReport of(Path folder, Manifest manifest, boolean upToDate) {
    Map<String, Long> tokens = new LinkedHashMap<>();
    Map<String, Long> windows = new LinkedHashMap<>();
    Map<String, Double> perplexities = new LinkedHashMap<>();
    double unknown = 0;
    long all = 0;
    for (Split split : Split.values()) {
      SplitCounts counts = manifest.counts(split);
      tokens.put(split.label(), counts.tokens());
      windows.put(split.label(), counts.windows());
      if (counts.unigramPerplexity() != null) {
        perplexities.put(split.label(), counts.unigramPerplexity());
      }
      unknown += counts.unkRate() * counts.tokens();
      all += counts.tokens();
    }
    return new PrepareReport(
        folder.toString(),
        manifest.pagesRead(),
        manifest.pagesKept(),
        manifest.pagesReused(),
        manifest.pagesSkipped(),
        manifest.damagedBytes(),
        manifest.vocabularySize(),
        tokens,
        windows,
        all == 0 ? 0 : unknown / all,
        perplexities,
        upToDate);
  }
}
