package org.unroll.prepare.labelled;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.data.PreparedData;
import org.unroll.data.labelled.ClassificationData;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.prepare.PreparedReport;
import org.unroll.task.classification.LabelSet;

/**
 * The result of {@link LabelledPrepareJob}.
 *
 * @param folder the folder of the data
 * @param task the name of the task
 * @param linesRead all records, or lines of files with one a line
 * @param linesKept those that became examples
 * @param linesSkipped the others, by reason
 * @param vocabularySize the number of ids, special tokens included; 0 without a vocabulary
 * @param labels the examples of each label in the training split, most frequent first; none where
 *     examples have no labels
 * @param examples the examples of each split, by its label
 * @param tokens the tokens of each split, by its label
 * @param unkRate the fraction of all tokens that is {@code <unk>}
 * @param upToDate whether the folder already held this data and nothing was done
 */
public record LabelledReport(
    String folder,
    String task,
    long linesRead,
    long linesKept,
    Map<String, Long> linesSkipped,
    int vocabularySize,
    Map<String, Long> labels,
    Map<String, Long> examples,
    Map<String, Long> tokens,
    double unkRate,
    boolean upToDate)
    implements PreparedReport {

  static LabelledReport of(PreparedData data, boolean upToDate) {
    Manifest manifest = data.manifest();
    Map<String, Long> examples = new LinkedHashMap<>();
    Map<String, Long> tokens = new LinkedHashMap<>();
    double unknown = 0;
    long all = 0;
    for (Split split : Split.values()) {
      Manifest.SplitCounts counts = manifest.counts(split);
      examples.put(split.label(), counts.examples());
      tokens.put(split.label(), counts.tokens());
      unknown += counts.unkRate() * counts.tokens();
      all += counts.tokens();
    }
    return new LabelledReport(
        data.folder().toString(),
        manifest.task(),
        manifest.lineCounts().read(),
        manifest.lineCounts().kept(),
        manifest.lineCounts().skipped(),
        manifest.vocabularySize(),
        labels(data),
        examples,
        tokens,
        all == 0 ? 0 : unknown / all,
        upToDate);
  }

  private static Map<String, Long> labels(PreparedData data) {
    Map<String, String> files = data.files();
    Map<String, Long> counts = new LinkedHashMap<>();
    if (files.containsKey(LabelSet.FILE)) {
      List<String> labels = LabelSet.read(files, data.folder().toString()).labels();
      long[] found = data.counts(ClassificationData.LABEL_COUNTS, labels.size());
      for (int label = 0; label < found.length; label++) {
        counts.put(labels.get(label), found[label]);
      }
    }
    return counts;
  }
}
