package org.unroll.math.internal;

/** The availability of the incubating Vector API in this JVM. */
public final class VectorApi {

  private static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private VectorApi() {}

  /** Returns false if the JVM was started without {@code --add-modules=jdk.incubator.vector}. */
  public static boolean isPresent() {
    return PRESENT;
  }
}
