package org.unroll.wiki.template;

import java.util.regex.Pattern;

/**
 * The French templates that are named after the ordinal number they show, and append their argument
 * to it: {@code {{2e}}}, {@code {{84e|congrès}}}, {@code {{XIXe siècle}}}.
 */
final class Ordinals {

  private static final int MAX_NAME_LENGTH = 20;

  private static final Pattern NAME =
      Pattern.compile("(?:[0-9]{1,4}(?:er|re|e|d|nd)s?|[IVX]{1,8}(?:er|re|e))(?: siècle)?");

  private Ordinals() {}

  static boolean isName(String template) {
    return template.length() <= MAX_NAME_LENGTH && NAME.matcher(template).matches();
  }
}
