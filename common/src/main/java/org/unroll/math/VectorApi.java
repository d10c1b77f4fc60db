package org.unroll.math;

/** Whether the running JVM lets the incubating Vector API be used; decided once. */
final class VectorApi {

  private static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private VectorApi() {}

  /** False where the JVM was started without {@code --add-modules=jdk.incubator.vector}. */
  static boolean isPresent() {
    return PRESENT;
  }
}
