package org.unroll.wiki.template;

import java.util.regex.Pattern;

/**
 * French templates that are called after the number they show, and write behind it what they are
 * given: {@code {{2e}}}, {@code {{84e|congrès}}}, {@code {{XIXe siècle}}}.
 */
final class Ordinals {

  private static final int LONGEST_NAME = 20;

  private static final Pattern NAME =
      Pattern.compile("(?:[0-9]{1,4}(?:er|re|e|d|nd)s?|[IVX]{1,8}(?:er|re|e))(?: siècle)?");

  private Ordinals() {}

  static boolean isName(String template) {
    return template.length() <= LONGEST_NAME && NAME.matcher(template).matches();
  }
}
