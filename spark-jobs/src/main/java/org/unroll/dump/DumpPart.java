package org.unroll.dump;

import java.io.Serializable;
import org.unroll.dump.input.FilePart;

/** The part of a dump that one task reads: the pages that begin in a range of its bytes. */
public final class DumpPart implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Dump dump;
  private final FilePart part;

  DumpPart(Dump dump, FilePart part) {
    this.dump = dump;
    this.part = part;
  }

  public Dump dump() {
    return dump;
  }

  FilePart part() {
    return part;
  }

  @Override
  public String toString() {
    return part.toString();
  }
}
