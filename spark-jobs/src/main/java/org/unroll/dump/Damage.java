package org.unroll.dump;

/** What to do where bzip2 data is damaged. */
public enum Damage {
  /** It is an error that names file and offset. */
  REFUSE,
  /** Reading goes on at the next block; what is lost is counted. */
  SKIP
}
