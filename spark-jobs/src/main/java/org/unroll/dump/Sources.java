package org.unroll.dump;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.errors.BadDataException;

/** The sha256 of input files. */
public final class Sources {

  private static final int BUFFER_BYTES = 1 << 20;

  private Sources() {}

  /** The sha256 of each file's bytes as stored, in hexadecimal; the files are spread over tasks. */
  public static List<String> sha256(
      JavaSparkContext spark, List<InputFile> files, Broadcast<SerializableConfiguration> hadoop) {
    return spark
        .parallelize(files, files.size())
        .map(file -> sha256(file, hadoop.value().value()))
        .collect();
  }

  static String sha256(InputFile file, Configuration hadoop) {
    try (InputStream stream = file.path().getFileSystem(hadoop).open(file.path())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new BadDataException(
          "cannot read " + file + " to its end: " + InputFiles.firstLine(e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
