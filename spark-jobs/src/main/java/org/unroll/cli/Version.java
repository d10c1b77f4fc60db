package org.unroll.cli;

import picocli.CommandLine.IVersionProvider;

/** The version recorded in the jar's manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Unroll.class.getPackage().getImplementationVersion();
    return new String[] {"unroll " + (version == null ? "(not packaged)" : version)};
  }
}
