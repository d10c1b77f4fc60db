package org.unroll.text;

import java.util.List;

/** Puts the spaces back between words and punctuation marks. */
final class WordJoiner {

  private WordJoiner() {}

  static String join(List<String> tokens) {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      if (!text.isEmpty() && !",.;:!?)".contains(token) && text.charAt(text.length() - 1) != '(') {
        text.append(' ');
      }
      text.append(token);
    }
    return text.toString();
  }
}
