package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.dataset.Manifest;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.Sha256;

/** What a manifest says of input files. */
public final class Sources {

  private Sources() {}

  /**
   * Path, size and sha256 of each file, as stored; the files are spread over tasks.
   *
   * @param roles what each file is for
   */
  public static List<Manifest.Source> of(
      JavaSparkContext spark,
      List<InputFile> files,
      List<String> roles,
      Broadcast<SerializableConfiguration> hadoop) {
    List<String> hashes =
        spark
            .parallelize(files, files.size())
            .map(file -> sha256(file, hadoop.value().value()))
            .collect();
    List<Manifest.Source> sources = new ArrayList<>();
    for (int index = 0; index < files.size(); index++) {
      InputFile file = files.get(index);
      sources.add(
          new Manifest.Source(file.toString(), roles.get(index), file.length(), hashes.get(index)));
    }
    return sources;
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
