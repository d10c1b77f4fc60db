package org.unroll.prepare;

/** The result of the preparation of data, whatever its task. */
public interface PreparedReport {

  /** The folder of the data. */
  String folder();

  /** Whether the folder already held this data and nothing was done. */
  boolean upToDate();
}
