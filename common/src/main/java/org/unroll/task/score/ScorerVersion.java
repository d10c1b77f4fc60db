package org.unroll.task.score;

/** The version that a signature names, as those of sacreBLEU name theirs. */
final class ScorerVersion {

  private ScorerVersion() {}

  /** The name and version of this software; without a version outside of a packaged jar. */
  static String get() {
    String version = ScorerVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unroll" : "unroll-" + version;
  }
}
