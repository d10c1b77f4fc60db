package org.unroll.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.config.RenamedKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.dump.Damage;
import org.unroll.dump.PageTally;
import org.unroll.files.Json;
import org.unroll.output.Fingerprint;
import org.unroll.task.language.LanguageTask;
import org.unroll.task.language.UnigramModel;
import org.unroll.text.Vocabulary;

/**
 * What prepared data is made of.
 *
 * @param sources the files that are read
 * @param configuration the keys on which the data depends
 * @param fingerprint of both, and of the options that change what is written
 */
record Origin(List<Manifest.Source> sources, Config configuration, String fingerprint) {

  static Origin of(List<Manifest.Source> sources, UnrollConfig config, PrepareInput input) {
    Config all = config.resolved();
    Config keys =
        all.withOnlyPath("text")
            .withFallback(all.withOnlyPath("split"))
            .withFallback(all.withOnlyPath("window"));
    Config hashed = withOptions(RenamedKeys.withOldNames(keys), input);
    return new Origin(sources, keys, Fingerprint.of(Manifest.FORMAT_VERSION, sources, hashed));
  }

  private static Config withOptions(Config keys, PrepareInput input) {
    Config chosen = keys;
    if (input instanceof PrepareInput.Dumps dumps && dumps.damage() == Damage.SKIP) {
      chosen = chosen.withValue("damage", ConfigValueFactory.fromAnyRef("skip"));
    }
    return input.keepsArticles()
        ? chosen.withValue("articles", ConfigValueFactory.fromAnyRef("keep"))
        : chosen;
  }

  /**
   * The manifest of what was made of it.
   *
   * @param counts how often each id occurs in each split, {@code (splits, V)}
   * @param files of windows, by the split's label
   */
  Manifest manifest(
      PageTally pages, long[][] counts, Map<String, List<Manifest.ExampleFile>> files) {
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
        new Manifest.PageCounts(
            pages.read(), pages.kept(), pages.reused(), pages.skipped(), pages.damagedBytes()),
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
