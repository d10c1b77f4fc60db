package org.unroll.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.config.RenamedKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.files.Json;
import org.unroll.lines.LineTally;
import org.unroll.output.Fingerprint;
import org.unroll.task.language.LanguageTask;
import org.unroll.task.language.UnigramModel;
import org.unroll.text.Vocabulary;

/**
 * The identity of prepared data: equal identities give equal data.
 *
 * @param sources the files of the input
 * @param configuration the keys on which the data depends
 * @param fingerprint of both, and of the options that change the data
 */
record DatasetIdentity(List<Manifest.Source> sources, Config configuration, String fingerprint) {

  static DatasetIdentity of(
      List<Manifest.Source> sources, UnrollConfig config, PrepareInput input) {
    Config all = config.resolved();
    Config keys =
        all.withOnlyPath("text")
            .withFallback(all.withOnlyPath("split"))
            .withFallback(all.withOnlyPath("window"));
    Config hashed = input.options().withFallback(RenamedKeys.withOldNames(keys));
    return new DatasetIdentity(
        sources, keys, Fingerprint.of(Manifest.FORMAT_VERSION, sources, hashed));
  }

  /**
   * Returns the manifest of the data.
   *
   * @param templates the templates that the texts were made with; null if there are none
   * @param counts the number of occurrences of each id in each split, {@code (splits, V)}
   * @param files of windows, by the label of the split
   */
  Manifest manifest(
      PageTally pages,
      LineTally lines,
      Manifest.@Nullable Templates templates,
      long[][] counts,
      Map<String, List<Manifest.ExampleFile>> files) {
    long[] ofTraining = counts[Split.TRAIN.ordinal()];
    UnigramModel unigrams = new UnigramModel(ofTraining);
    Map<String, Manifest.SplitCounts> splits = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      splits.put(
          split.label(),
          splitCounts(
              counts[split.ordinal()], unigrams, files.getOrDefault(split.label(), List.of())));
    }
    return new Manifest(
        Manifest.FORMAT_VERSION,
        LanguageTask.NAME,
        fingerprint,
        sources,
        json(configuration),
        pages.counts(),
        lines.read() == 0
            ? null
            : new Manifest.LineCounts(
                lines.read(),
                lines.kept(),
                lines.skipped(),
                lines.damagedBytes() == 0 ? null : lines.damagedBytes()),
        templates,
        ofTraining.length,
        splits);
  }

  private static Manifest.SplitCounts splitCounts(
      long[] counts, UnigramModel unigrams, List<Manifest.ExampleFile> files) {
    long tokens = Arrays.stream(counts).sum();
    return new Manifest.SplitCounts(
        tokens,
        tokens == 0 ? 0 : (double) counts[Vocabulary.UNK] / tokens,
        files.stream().mapToLong(Manifest.ExampleFile::examples).sum(),
        tokens == 0 ? null : unigrams.perplexity(counts),
        files);
  }

  private static JsonNode json(Config config) {
    String json = config.root().render(ConfigRenderOptions.concise());
    return Json.tree(json, "the configuration", "JSON");
  }
}
