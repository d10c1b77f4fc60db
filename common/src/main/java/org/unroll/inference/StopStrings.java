package org.unroll.inference;

import java.util.List;

/** The strings at which a generated text ends. */
record StopStrings(List<String> strings) {

  /** Returns where the first of them begins in a text, or -1. */
  int find(String text) {
    int first = -1;
    for (String string : strings) {
      int found = text.indexOf(string);
      if (found >= 0 && (first < 0 || found < first)) {
        first = found;
      }
    }
    return first;
  }

  /** Returns where the end of a text begins that may be the beginning of one of them. */
  int partial(String text) {
    int from = text.length();
    for (String string : strings) {
      for (int start = Math.max(0, text.length() - string.length() + 1); start < from; start++) {
        if (string.startsWith(text.substring(start))) {
          from = start;
        }
      }
    }
    return from;
  }
}
