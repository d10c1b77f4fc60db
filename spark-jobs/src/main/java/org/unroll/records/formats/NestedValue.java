package org.unroll.records.formats;

import java.io.Serializable;

/** An object, a map or an array of arrays, which no task reads, as JSON for jobs that keep it. */
public final class NestedValue implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String json;

  public NestedValue(String json) {
    this.json = json;
  }

  public String json() {
    return json;
  }

  @Override
  public String toString() {
    return json;
  }
}
