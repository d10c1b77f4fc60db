package org.unroll.prepare.labelled;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.unroll.config.RenamedKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.dump.input.SourceFile;
import org.unroll.dump.input.Sources;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;
import org.unroll.output.Fingerprint;
import org.unroll.output.JobContext;
import org.unroll.output.Staging;
import org.unroll.output.Target;
import org.unroll.output.TaskErrors;
import org.unroll.progress.Progress;
import org.unroll.records.InputRecord;
import org.unroll.text.tokenizers.VocabularyFiles;

/**
 * Prepares labelled data for a task: records go to splits, the training split gives vocabularies
 * and labels, and all records are encoded and written in an order that their values decide.
 */
public final class LabelledPrepareJob {

  /** The role of a table among the sources. */
  private static final String TABLE = "table";

  private final JobContext job;
  private final UnrollConfig config;
  private final Preparation preparation;
  private final LabelledInput input;
  private final Path out;

  /**
   * Creates a job, which {@link #run} starts.
   *
   * @param out the folder to create
   */
  public LabelledPrepareJob(
      JavaSparkContext spark,
      UnrollConfig config,
      Preparation preparation,
      LabelledInput input,
      Path out,
      Progress progress) {
    this.job = new JobContext(spark, progress);
    this.config = config;
    this.preparation = preparation;
    this.input = input;
    this.out = out;
  }

  /**
   * Prepares the data, unless the folder already holds it.
   *
   * @throws BadDataException if the input is missing, damaged, or too little
   * @throws org.unroll.errors.ConfigurationException if the folder holds something else or cannot
   *     be written
   */
  public LabelledReport run() {
    return TaskErrors.unwrap(this::prepare);
  }

  private LabelledReport prepare() {
    List<SourceFile> files = input.files(job.hadoop());
    Target target = Target.look(out, PreparedData.MANIFEST, job.hadoop());
    JavaPairRDD<RecordKey, InputRecord> records =
        input
            .read(job, new RecordKeys(preparation, config.split()))
            .persist(StorageLevel.DISK_ONLY());
    try {
      Identity identity = identity(files, records);
      if (target.holds(identity.fingerprint())) {
        Staging.tidy(out, job.hadoop());
        return LabelledReport.of(PreparedData.open(out, job.hadoop()), true);
      }
      target.refuseUnlessFree();
      try (Staging staging = Staging.beside(out, job.hadoop())) {
        write(records, staging, identity);
        staging.publish();
        return LabelledReport.of(PreparedData.open(out, job.hadoop()), false);
      }
    } finally {
      records.unpersist();
    }
  }

  /** What decides on the data: equal identities give equal data. */
  private record Identity(List<Manifest.Source> sources, Config keys, String fingerprint) {}

  private Identity identity(List<SourceFile> files, JavaPairRDD<RecordKey, InputRecord> records) {
    List<Manifest.Source> sources = new ArrayList<>();
    if (!files.isEmpty()) {
      sources.addAll(Sources.of(job, files));
    }
    if (input.hasTables(job.hadoop())) {
      sources.add(table(records));
    }
    sources.addAll(preparation.sources());
    Config all = config.resolved();
    Config keys = all.withOnlyPath("split");
    for (String section : preparation.sections()) {
      keys = keys.withFallback(all.withOnlyPath(section));
    }
    String fingerprint =
        Fingerprint.of(
            Manifest.FORMAT_VERSION,
            sources,
            input.options().atKey("input").withFallback(RenamedKeys.withOldNames(keys)));
    return new Identity(sources, keys, fingerprint);
  }

  /** A source for the values of a table, in whatever order its rows come. */
  private Manifest.Source table(JavaPairRDD<RecordKey, InputRecord> records) {
    job.spark().setJobDescription("read " + input.describe());
    long[] digest =
        records
            .keys()
            .map(key -> new long[] {1, key.digest()})
            .fold(new long[2], (one, other) -> new long[] {one[0] + other[0], one[1] + other[1]});
    return new Manifest.Source(
        input.describe(), TABLE, digest[0], String.format(Locale.ROOT, "%016x", digest[1]));
  }

  private void write(
      JavaPairRDD<RecordKey, InputRecord> records, Staging staging, Identity identity) {
    long[] sizes = sizes(records);
    Manifest.LineCounts lines = input.tally(job, Arrays.stream(sizes).sum());
    checkSizes(sizes);
    JavaRDD<InputRecord> training =
        records.filter(record -> record._1().split() == Split.TRAIN).values();
    Map<String, String> files = new LinkedHashMap<>(preparation.learn(job, training));
    files.putAll(preparation.count(training, files));
    Map<String, Manifest.SplitCounts> splits =
        ExampleFiles.write(
            records.repartitionAndSortWithinPartitions(new SplitPartitioner(sizes)),
            preparation,
            files,
            staging,
            job);
    files.forEach(staging::write);
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            preparation.task(),
            identity.fingerprint(),
            identity.sources(),
            Json.tree(
                identity.keys().root().render(ConfigRenderOptions.concise()),
                "the configuration",
                "JSON"),
            Manifest.PageCounts.NONE,
            lines,
            null,
            VocabularyFiles.tokens(files),
            splits);
    staging.write(PreparedData.MANIFEST, manifest.toJson());
  }

  private void checkSizes(long[] sizes) {
    if (preparation.needsTraining() && sizes[Split.TRAIN.ordinal()] == 0) {
      throw new BadDataException(
          "expected records in the training split, found none in "
              + input.describe()
              + "; data for evaluation alone needs --vocabulary-of a model of the same task");
    }
    if (Arrays.stream(sizes).sum() == 0) {
      throw new BadDataException("expected records, found none in " + input.describe());
    }
  }

  /** The number of records of each split. */
  private long[] sizes(JavaPairRDD<RecordKey, InputRecord> records) {
    Map<Split, Long> counts =
        job.show(
            "read records",
            records.getNumPartitions(),
            () -> records.keys().map(RecordKey::split).countByValue());
    long[] sizes = new long[Split.values().length];
    counts.forEach((split, count) -> sizes[split.ordinal()] = count);
    return sizes;
  }
}
