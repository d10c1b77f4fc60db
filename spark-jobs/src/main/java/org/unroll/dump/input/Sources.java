package org.unroll.dump.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.dataset.Manifest;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.Sha256;
import org.unroll.output.JobContext;

/** The entries of input files in a manifest. */
public final class Sources {

  private Sources() {}

  /** Returns path, size and SHA-256 of each file, as stored; the files are spread over tasks. */
  public static List<Manifest.Source> of(JobContext job, List<SourceFile> sources) {
    List<InputFile> files = sources.stream().map(SourceFile::file).toList();
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    List<String> digests =
        job.spark()
            .parallelize(files, files.size())
            .map(file -> sha256(file, hadoop.value().value()))
            .collect();
    List<Manifest.Source> entries = new ArrayList<>();
    for (int index = 0; index < files.size(); index++) {
      InputFile file = files.get(index);
      entries.add(
          new Manifest.Source(
              file.toString(), sources.get(index).role(), file.length(), digests.get(index)));
    }
    return entries;
  }

  private static String sha256(InputFile file, Configuration hadoop) {
    try (InputStream stream = file.open(hadoop)) {
      return Sha256.of(stream);
    } catch (IOException e) {
      throw new BadDataException(
          "cannot read " + file + " to its end: " + ErrorMessage.firstLine(e), e);
    }
  }
}
