package org.unroll.extract;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.data.Manifest;
import org.unroll.dump.Damage;
import org.unroll.dump.Dump;
import org.unroll.dump.DumpPart;
import org.unroll.dump.InputFile;
import org.unroll.dump.InputFiles;
import org.unroll.dump.PageTally;
import org.unroll.dump.Sources;
import org.unroll.extract.ExtractManifest.ArticleFile;
import org.unroll.output.Fingerprint;
import org.unroll.output.Staging;
import org.unroll.output.Target;
import org.unroll.output.TaskErrors;
import org.unroll.output.TaskProgress;
import org.unroll.progress.Progress;

/** Makes files of plain-text articles of dumps, one for each part that a task reads. */
public final class ExtractJob {

  static final String MANIFEST = "_manifest.json";

  private final JavaSparkContext spark;
  private final List<String> paths;
  private final Damage damage;
  private final ExtractFormat format;
  private final Path out;
  private final Progress progress;
  private final Configuration hadoop;
  private final Broadcast<SerializableConfiguration> broadcastHadoop;

  /**
   * A job that has not begun.
   *
   * @param paths of the dumps, on any Hadoop file system, globs included
   * @param damage what to do where their bzip2 data is damaged
   * @param out the folder to make
   */
  public ExtractJob(
      JavaSparkContext spark,
      List<String> paths,
      Damage damage,
      ExtractFormat format,
      Path out,
      Progress progress) {
    this.spark = spark;
    this.paths = List.copyOf(paths);
    this.damage = damage;
    this.format = format;
    this.out = out;
    this.progress = progress;
    this.hadoop = spark.hadoopConfiguration();
    this.broadcastHadoop = spark.broadcast(new SerializableConfiguration(hadoop));
  }

  /**
   * Does it, or nothing if the folder already holds the result.
   *
   * @throws org.unroll.errors.BadDataException if a dump is missing, damaged, or has no article
   * @throws org.unroll.errors.ConfigurationException if the folder holds something else or cannot
   *     be written
   */
  public ExtractReport run() {
    return TaskErrors.unwrap(this::extract);
  }

  private ExtractReport extract() throws IOException {
    List<InputFile> files = InputFiles.findDumps(paths, hadoop);
    Target target = Target.look(out, MANIFEST, hadoop);
    List<Manifest.Source> sources =
        Sources.of(spark, files, Collections.nCopies(files.size(), "dump"), broadcastHadoop);
    String fingerprint =
        Fingerprint.of(
            ExtractManifest.FORMAT_VERSION,
            sources,
            ConfigFactory.parseMap(Map.of("format", format.label(), "damage", damage.name())));
    if (target.holds(fingerprint)) {
      return ExtractReport.of(readManifest(), true);
    }
    target.refuseUnlessFree();
    List<Dump> dumps = Dump.open(files, damage, hadoop);
    List<DumpPart> parts = Dump.parts(dumps, spark.defaultParallelism());
    try (Staging staging = Staging.beside(out, hadoop)) {
      ExtractManifest manifest = write(parts, sources, fingerprint, staging);
      staging.publish();
      return ExtractReport.of(manifest, false);
    }
  }

  private ExtractManifest readManifest() throws IOException {
    Path file = new Path(out, MANIFEST);
    try (InputStream stream = file.getFileSystem(hadoop).open(file)) {
      String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return ExtractManifest.ofJson(json, file.toString());
    }
  }

  private ExtractManifest write(
      List<DumpPart> parts, List<Manifest.Source> sources, String fingerprint, Staging staging)
      throws IOException {
    String attempts = staging.attempts().toString();
    ExtractFormat as = format;
    Broadcast<SerializableConfiguration> configuration = broadcastHadoop;
    List<ArticleFiles.Written> written =
        TaskProgress.show(
            spark,
            progress,
            "extract",
            parts.size(),
            () ->
                spark
                    .parallelize(parts, parts.size())
                    .map(
                        part ->
                            ArticleFiles.write(part, as, attempts, configuration.value().value()))
                    .collect());
    PageTally pages = new PageTally();
    written.forEach(file -> pages.add(file.pages));
    pages.refuseIfNoneKept();
    ExtractManifest manifest =
        new ExtractManifest(
            ExtractManifest.FORMAT_VERSION,
            fingerprint,
            sources,
            format.label(),
            pages.read(),
            pages.kept(),
            pages.skipped(),
            pages.damagedBytes(),
            keep(written, staging));
    staging.write(MANIFEST, manifest.toJson());
    return manifest;
  }

  private List<ArticleFile> keep(List<ArticleFiles.Written> written, Staging staging)
      throws IOException {
    List<ArticleFile> files = new ArrayList<>();
    for (ArticleFiles.Written file : written) {
      if (file.pages.kept() > 0) {
        String name = String.format(Locale.ROOT, "part-%05d.%s", files.size(), format.ending());
        staging.keep(file.attempt, name);
        files.add(new ArticleFile(name, file.pages.kept()));
      }
    }
    return files;
  }
}
