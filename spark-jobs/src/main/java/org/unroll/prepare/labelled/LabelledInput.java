package org.unroll.prepare.labelled;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.dump.Dump.Damage;
import org.unroll.dump.input.SourceFile;
import org.unroll.output.JobContext;
import org.unroll.records.InputRecord;
import org.unroll.records.RecordInput;
import org.unroll.records.RecordTally;
import scala.Tuple2;

/**
 * Labelled data: one input for each split, or one whose records are split by a hash of what they
 * are predicted from.
 */
public final class LabelledInput {

  private final List<Part> parts;

  /** An input, whose records belong to a split if one is given. */
  private record Part(Optional<Split> split, RecordInput input) {

    Stream<SourceFile> files(Configuration hadoop) {
      return input.files(hadoop).stream()
          .map(file -> new SourceFile(split.map(Split::label).orElse(file.role()), file.file()));
    }
  }

  /**
   * An input.
   *
   * @param inputs one for each split, or one without a split
   */
  public LabelledInput(Map<Optional<Split>, RecordInput> inputs) {
    parts =
        inputs.entrySet().stream()
            .map(entry -> new Part(entry.getKey(), entry.getValue()))
            .toList();
  }

  List<SourceFile> files(Configuration hadoop) {
    return parts.stream().flatMap(part -> part.files(hadoop)).toList();
  }

  /** Whether the values of some records are not in files, but in a table. */
  boolean hasTables(Configuration hadoop) {
    return parts.stream().anyMatch(part -> part.input().files(hadoop).isEmpty());
  }

  /** The options that change the records, as keys of the data's fingerprint. */
  Config options() {
    Config options = ConfigFactory.empty();
    for (Part part : parts) {
      Config ofPart = part.input().options();
      options =
          options.withFallback(
              part.split().map(split -> ofPart.atKey(split.label())).orElse(ofPart));
    }
    return options;
  }

  /**
   * Reads the records with their keys.
   *
   * @param keys makes the keys
   */
  JavaPairRDD<RecordKey, InputRecord> read(JobContext job, RecordKeys keys) {
    JavaPairRDD<RecordKey, InputRecord> all = null;
    for (Part part : parts) {
      Split split = part.split().orElse(null);
      JavaPairRDD<RecordKey, InputRecord> read =
          part.input().read(job).mapToPair(item -> new Tuple2<>(keys.of(item, split), item));
      all = all == null ? read : all.union(read);
    }
    return java.util.Objects.requireNonNull(all, "there is at least one part");
  }

  /**
   * Counts the records read and skipped. The input is read for it once more, unless damage is
   * refused, since then nothing was skipped.
   *
   * @param records those that were read
   */
  Manifest.LineCounts tally(JobContext job, long records) {
    if (parts.stream().allMatch(part -> part.input().damage() == Damage.REFUSE)) {
      return new Manifest.LineCounts(records, records, Map.of(), null);
    }
    long read = 0;
    long kept = 0;
    Map<String, Long> skipped = new TreeMap<>();
    for (Part part : parts) {
      RecordTally tally = part.input().tally(job);
      read += tally.read();
      kept += tally.kept();
      tally.skipped().forEach((reason, count) -> skipped.merge(reason, count, Long::sum));
    }
    return new Manifest.LineCounts(read, kept, skipped, null);
  }

  /** What is read, for messages. */
  String describe() {
    return parts.stream().map(part -> part.input().describe()).collect(Collectors.joining(", "));
  }
}
