package org.unroll.output;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.util.List;
import org.unroll.dataset.Manifest;
import org.unroll.files.Sha256;

/** The fingerprint of the input of a job: equal fingerprints give equal data. */
public final class Fingerprint {

  private Fingerprint() {}

  /**
   * Returns the SHA-256 of the format version, each source's role, size and digest, and the
   * configuration.
   */
  public static String of(int formatVersion, List<Manifest.Source> sources, Config configuration) {
    StringBuilder text = new StringBuilder("format ").append(formatVersion).append('\n');
    for (Manifest.Source source : sources) {
      text.append(source.role()).append(' ').append(source.size()).append(' ');
      text.append(source.sha256()).append('\n');
    }
    text.append(configuration.root().render(ConfigRenderOptions.concise()));
    return Sha256.of(text.toString());
  }
}
