package org.unroll.prepare.labelled;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.data.PreparedData;
import org.unroll.data.labelled.ExampleWriter;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.output.JobContext;
import org.unroll.output.Staging;
import org.unroll.records.InputRecord;
import scala.Tuple2;

/** The files of examples that tasks encode from sorted records, one for each partition. */
final class ExampleFiles {

  private ExampleFiles() {}

  /** A file that a task wrote. */
  private static final class Written implements Serializable {

    private static final long serialVersionUID = 1L;

    final Split split;
    final String attempt;
    long examples;
    long tokens;
    long unknown;

    Written(Split split, String attempt) {
      this.split = split;
      this.attempt = attempt;
    }
  }

  /** Writes the examples; returns the counts of the splits, by their labels. */
  static Map<String, Manifest.SplitCounts> write(
      JavaPairRDD<RecordKey, InputRecord> records,
      Preparation preparation,
      Map<String, String> files,
      Staging staging,
      JobContext job) {
    String attempts = staging.attempts().toString();
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    Broadcast<HashMap<String, String>> learnt = job.spark().broadcast(new HashMap<>(files));
    List<Written> written =
        job.show(
            "write examples",
            2 * records.getNumPartitions(),
            () ->
                records
                    .mapPartitions(
                        part ->
                            writePart(
                                part,
                                preparation,
                                learnt.value(),
                                attempts,
                                hadoop.value().value()))
                    .collect());
    Map<String, Manifest.SplitCounts> counts = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      List<Written> ofSplit = written.stream().filter(file -> file.split == split).toList();
      counts.put(split.label(), keep(split, ofSplit, staging));
    }
    return counts;
  }

  private static Iterator<Written> writePart(
      Iterator<Tuple2<RecordKey, InputRecord>> records,
      Preparation preparation,
      Map<String, String> files,
      String attempts,
      Configuration hadoop)
      throws IOException {
    if (!records.hasNext()) {
      return List.<Written>of().iterator();
    }
    TaskContext task = TaskContext.get();
    String attempt =
        String.format(
            Locale.ROOT, "part-%05d-%d.parquet", task.partitionId(), task.taskAttemptId());
    Tuple2<RecordKey, InputRecord> next = records.next();
    Written written = new Written(next._1().split(), attempt);
    RecordEncoder encoder = preparation.encoder(files);
    try (ExampleWriter writer =
        new ExampleWriter(new Path(attempts, attempt), hadoop, preparation.schema())) {
      while (true) {
        for (EncodedRecord encoded : encoder.encode(next._2(), written.split)) {
          writer.write(encoded.example());
          written.examples++;
          written.tokens += encoded.tokens();
          written.unknown += encoded.unknown();
        }
        if (!records.hasNext()) {
          return List.of(written).iterator();
        }
        next = records.next();
      }
    }
  }

  private static Manifest.SplitCounts keep(Split split, List<Written> written, Staging staging) {
    List<Manifest.ExampleFile> files = new ArrayList<>();
    long tokens = 0;
    long unknown = 0;
    long examples = 0;
    for (Written file : written) {
      String name = String.format(Locale.ROOT, "part-%05d.parquet", files.size());
      staging.keep(file.attempt, PreparedData.examples(split) + "/" + name);
      files.add(new Manifest.ExampleFile(name, file.examples));
      tokens += file.tokens;
      unknown += file.unknown;
      examples += file.examples;
    }
    return new Manifest.SplitCounts(
        tokens, tokens == 0 ? 0 : (double) unknown / tokens, examples, null, files);
  }
}
