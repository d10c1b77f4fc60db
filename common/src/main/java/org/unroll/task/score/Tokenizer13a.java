package org.unroll.task.score;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tokenizer of NIST's script mteval-v13a, which BLEU scores are commonly computed with
 * (sacreBLEU's {@code tok:13a}): punctuation and symbols stand alone, but for periods and commas
 * between digits.
 */
final class Tokenizer13a {

  private static final Pattern SYMBOL = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
  private static final Pattern POINT_AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern POINT_BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  private Tokenizer13a() {}

  static List<String> tokenize(String text) {
    String line = text.replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
    if (line.indexOf('&') >= 0) {
      line =
          line.replace("&quot;", "\"")
              .replace("&amp;", "&")
              .replace("&lt;", "<")
              .replace("&gt;", ">");
    }
    line = SYMBOL.matcher(" " + line + " ").replaceAll(" $1 ");
    line = POINT_AFTER_NON_DIGIT.matcher(line).replaceAll("$1 $2 ");
    line = POINT_BEFORE_NON_DIGIT.matcher(line).replaceAll(" $1 $2");
    line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
    return Arrays.stream(line.split("\\s+")).filter(token -> !token.isEmpty()).toList();
  }
}
