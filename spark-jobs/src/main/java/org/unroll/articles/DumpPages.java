package org.unroll.articles;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.articles.cleaning.PageBatch;
import org.unroll.articles.cleaning.PartPages;
import org.unroll.articles.cleaning.WikiTemplates;
import org.unroll.dump.Dump;
import org.unroll.dump.DumpPart;
import org.unroll.output.AtTaskEnd;
import org.unroll.output.JobContext;
import org.unroll.wiki.expand.TemplatePage;

/**
 * The pages of dumps, decompressed and parsed once, on the executors' disks, with the templates
 * that were found among them. Articles can be cleaned only when all templates are known, and to
 * keep the pages meanwhile costs less than to decompress the dumps a second time.
 */
public final class DumpPages implements AutoCloseable {

  private final List<Dump> dumps;
  private final JavaRDD<PageBatch> batches;
  private final Broadcast<List<DumpPart>> parts;
  private final int partCount;
  private final WikiTemplates templates;
  private final Broadcast<WikiTemplates> broadcastTemplates;

  private DumpPages(
      List<Dump> dumps,
      JavaRDD<PageBatch> batches,
      Broadcast<List<DumpPart>> parts,
      WikiTemplates templates,
      JobContext job) {
    this.dumps = dumps;
    this.batches = batches;
    this.parts = parts;
    this.partCount = batches.getNumPartitions();
    this.templates = templates;
    this.broadcastTemplates = job.spark().broadcast(templates);
  }

  /** The work of a task on the pages of a part. */
  public interface PartFunction<T> extends Serializable {

    Iterator<T> apply(DumpPart part, Iterator<PageBatch> pages) throws Exception;
  }

  /**
   * Reads dumps.
   *
   * @throws org.unroll.errors.BadDataException if a dump cannot be read or is damaged
   */
  public static DumpPages read(List<Dump> dumps, JobContext job) {
    List<DumpPart> parts = Dump.parts(dumps, job.spark().defaultParallelism());
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    JavaRDD<PageBatch> batches =
        job.spark()
            .parallelize(parts, parts.size())
            .flatMap(part -> open(part, hadoop.value().value()))
            .persist(StorageLevel.DISK_ONLY());
    try {
      List<ArrayList<TemplatePage>> found =
          job.show(
              "read pages",
              parts.size(),
              () -> batches.mapPartitions(DumpPages::templates).collect());
      WikiTemplates.Builder templates = new WikiTemplates.Builder();
      for (int part = 0; part < found.size(); part++) {
        templates.addAll(parts.get(part).dump(), found.get(part));
      }
      Broadcast<List<DumpPart>> broadcastParts = job.spark().broadcast(new ArrayList<>(parts));
      return new DumpPages(dumps, batches, broadcastParts, templates.build(), job);
    } catch (RuntimeException e) {
      batches.unpersist();
      throw e;
    }
  }

  private static PartPages open(DumpPart part, Configuration hadoop) {
    PartPages pages = PartPages.open(part, hadoop);
    AtTaskEnd.close(pages);
    return pages;
  }

  /** Returns the templates of a part as one element. */
  private static Iterator<ArrayList<TemplatePage>> templates(Iterator<PageBatch> batches) {
    ArrayList<TemplatePage> templates = new ArrayList<>();
    batches.forEachRemaining(batch -> templates.addAll(batch.templates()));
    return List.of(templates).iterator();
  }

  /** Lets each task work on the pages of one part, in the order of the dumps. */
  public <T> JavaRDD<T> map(PartFunction<T> function) {
    Broadcast<List<DumpPart>> all = parts;
    return batches.mapPartitionsWithIndex(
        (index, pages) -> function.apply(all.value().get(index), pages), true);
  }

  /** Returns the number of parts. */
  public int parts() {
    return partCount;
  }

  List<Dump> dumps() {
    return dumps;
  }

  /** Returns the templates of the dumps' wikis. */
  public WikiTemplates templates() {
    return templates;
  }

  Broadcast<WikiTemplates> broadcastTemplates() {
    return broadcastTemplates;
  }

  /** Removes the pages from the executors' disks. */
  @Override
  public void close() {
    batches.unpersist();
  }
}
