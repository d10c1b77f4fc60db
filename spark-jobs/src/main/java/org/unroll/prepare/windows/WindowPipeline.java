package org.unroll.prepare.windows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.WindowConfig;
import org.unroll.output.JobContext;
import org.unroll.output.Staging;
import org.unroll.prepare.tokens.PackedIds;
import org.unroll.prepare.tokens.TokenRun;
import org.unroll.prepare.tokens.TokenRunSummary;
import org.unroll.prepare.vocabulary.VocabularyLookup;

/** The pipeline from runs of tokens to files of windows, sorted by article and position. */
public final class WindowPipeline {

  private final JobContext job;
  private final WindowConfig config;
  private final PieceCutter cutter;

  public WindowPipeline(JobContext job, WindowConfig config, PieceCutter cutter) {
    this.job = job;
    this.config = config;
    this.cutter = cutter;
  }

  /**
   * Writes all windows.
   *
   * @param summaries of all runs, in their order
   * @return the files of each split, by its label, in the order of their windows
   */
  public Map<String, List<Manifest.ExampleFile>> write(
      JavaRDD<TokenRun> runs,
      List<TokenRunSummary> summaries,
      Broadcast<VocabularyLookup> vocabulary,
      Staging staging)
      throws IOException {
    JavaPairRDD<PieceKey, PackedIds> pieces = pieces(runs, summaries, vocabulary);
    List<WindowFiles.Written> written =
        job.show(
            "write windows",
            runs.getNumPartitions() + pieces.getNumPartitions(),
            () -> WindowFiles.write(pieces, config, cutter.blockTokens(), staging.attempts(), job));
    Map<String, List<Manifest.ExampleFile>> files = new LinkedHashMap<>();
    for (WindowFiles.Written file : written) {
      String split = file.split.label();
      List<Manifest.ExampleFile> ofSplit = files.computeIfAbsent(split, none -> new ArrayList<>());
      String name = String.format(Locale.ROOT, "part-%05d.parquet", ofSplit.size());
      staging.keep(file.attempt, PreparedData.examples(file.split) + "/" + name);
      ofSplit.add(new Manifest.ExampleFile(name, file.windows));
    }
    return files;
  }

  private JavaPairRDD<PieceKey, PackedIds> pieces(
      JavaRDD<TokenRun> runs,
      List<TokenRunSummary> summaries,
      Broadcast<VocabularyLookup> vocabulary) {
    PieceCutter cutting = cutter; // A task takes the cutter, not all of this.
    long[][] before = cutting.sizesBefore(summaries, runs.getNumPartitions());
    return runs.mapPartitionsWithIndex(
            (partition, part) -> new Pieces(part, cutting, before[partition], vocabulary.value()),
            true)
        .mapToPair(piece -> piece)
        .repartitionAndSortWithinPartitions(new PiecePartitioner(cutting.partitions(summaries)));
  }
}
