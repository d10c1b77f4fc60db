package org.unroll.prepare;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.unroll.articles.cleaning.PageReport;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Manifest.SplitCounts;
import org.unroll.dataset.Split;

/**
 * The result of {@link PrepareJob}. In JSON its keys are flat.
 *
 * @param folder the folder of the data
 * @param pages the pages of the dumps
 * @param lines the lines of the text files
 * @param vocabularySize the number of ids, special tokens included
 * @param splits the content of each split
 * @param upToDate whether the folder already held this data and nothing was done
 */
public record PrepareReport(
    String folder,
    @JsonUnwrapped PageReport pages,
    @JsonUnwrapped LineReport lines,
    int vocabularySize,
    @JsonUnwrapped Splits splits,
    boolean upToDate)
    implements PreparedReport {

  /**
   * The counts of the lines of text files.
   *
   * @param linesRead all lines
   * @param linesKept lines that went into windows
   * @param linesSkipped the other lines, by reason
   * @param linesDamagedBytes stored bytes of damaged compressed data that were skipped
   */
  public record LineReport(
      long linesRead, long linesKept, Map<String, Long> linesSkipped, long linesDamagedBytes) {

    private static LineReport of(Manifest.LineCounts lines) {
      Long damaged = lines.damagedBytes();
      return new LineReport(
          lines.read(), lines.kept(), lines.skipped(), damaged == null ? 0 : damaged);
    }
  }

  /**
   * The content of each split, by its label.
   *
   * @param unkRate the fraction of all tokens that is {@code <unk>}
   * @param unigramPerplexity only of splits that have tokens
   */
  public record Splits(
      Map<String, Long> tokens,
      Map<String, Long> windows,
      double unkRate,
      Map<String, Double> unigramPerplexity) {

    private static Splits of(Manifest manifest) {
      Map<String, Long> tokens = new LinkedHashMap<>();
      Map<String, Long> windows = new LinkedHashMap<>();
      Map<String, Double> perplexities = new LinkedHashMap<>();
      double unknown = 0;
      long all = 0;
      for (Split split : Split.values()) {
        SplitCounts counts = manifest.counts(split);
        tokens.put(split.label(), counts.tokens());
        windows.put(split.label(), counts.examples());
        if (counts.unigramPerplexity() != null) {
          perplexities.put(split.label(), counts.unigramPerplexity());
        }
        unknown += counts.unkRate() * counts.tokens();
        all += counts.tokens();
      }
      return new Splits(tokens, windows, all == 0 ? 0 : unknown / all, perplexities);
    }
  }

  static PrepareReport of(Path folder, Manifest manifest, boolean upToDate) {
    return new PrepareReport(
        folder.toString(),
        PageReport.of(manifest.pages()),
        LineReport.of(manifest.lineCounts()),
        manifest.vocabularySize(),
        Splits.of(manifest),
        upToDate);
  }
}
