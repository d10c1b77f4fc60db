package org.unroll.wiki.expand;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.markup.Markers;
import org.unroll.wiki.template.Templates;

/** The parser functions of text: cases, lengths, numbers and names. */
final class TextFunctions {

  private static final int MAX_PADDING = 500;

  private static final int MAX_TITLE_PARTS = 25;

  /** The categories of the Unicode plural rules, in the order in which forms are given. */
  private static final List<String> PLURALS = List.of("zero", "one", "two", "few", "many", "other");

  private static final List<String> ENGLISH_NAMESPACES =
      List.of(
          "",
          "talk",
          "user",
          "user talk",
          "project",
          "project talk",
          "file",
          "file talk",
          "mediawiki",
          "mediawiki talk",
          "template",
          "template talk",
          "help",
          "help talk",
          "category",
          "category talk");

  private final SiteInfo site;
  private final Templates rules;

  TextFunctions(SiteInfo site, Templates rules) {
    this.site = site;
    this.rules = rules;
  }

  /** Returns the text of a call; null if there is no such function. */
  @Nullable String text(
      String function, String value, ParserFunctions functions, ParserFunctions.Call call) {
    return switch (function) {
      case "lc" -> Expansion.lower(value);
      case "uc" -> value.toUpperCase(Locale.ROOT);
      case "lcfirst" -> Expansion.lower(first(value)) + value.substring(first(value).length());
      case "ucfirst" -> TemplateTitles.capitalised(value);
      case "formatnum" -> number(value, functions.branch(0, call));
      case "padleft" -> padding(value, functions, call) + value;
      case "padright" -> value + padding(value, functions, call);
      case "plural" -> plural(value, functions, call);
      case "urlencode", "anchorencode" -> URLEncoder.encode(value, StandardCharsets.UTF_8);
      case "fullurl", "localurl", "canonicalurl" ->
          "//" + URLEncoder.encode(value, StandardCharsets.UTF_8);
      case "ns" -> namespace(value);
      case "defaultsort", "displaytitle", "#coordinates" -> "";
      case "#titleparts" -> titleParts(value, functions, call);
      case "#language" -> language(value, functions.branch(0, call));
      case "#time", "#dateformat", "#formatdate" -> date(function, value, functions, call);
      case "#len" -> String.valueOf(value.codePointCount(0, value.length()));
      case "#sub" -> part(value, functions, call);
      case "#replace" -> replaced(value, functions, call);
      default -> {
        if (function.startsWith("#") || function.equals("int") || function.equals("grammar")) {
          throw new UnexpandableException();
        }
        yield null;
      }
    };
  }

  private static String first(String value) {
    return value.isEmpty() ? "" : value.substring(0, value.offsetByCodePoints(0, 1));
  }

  private String number(String value, String option) {
    return switch (option) {
      case "R" -> plainNumber(value);
      case "NOSEP" -> rules.formatNumber(value).replace(separators()[0], "");
      default -> rules.formatNumber(value);
    };
  }

  /** Returns the wiki's separators of groups of digits and of decimals. */
  private String[] separators() {
    String sample = rules.formatNumber("1234567.5");
    return new String[] {
      sample.substring(1, sample.indexOf('2')),
      sample.substring(sample.indexOf('7') + 1, sample.length() - 1)
    };
  }

  /** Undoes the formatting of a number. */
  private String plainNumber(String value) {
    String[] separators = separators();
    return value
        .replace(separators[0], "")
        .replace(separators[1], ".")
        .replace("\u00a0", "")
        .replace("&nbsp;", "")
        .replace('−', '-');
  }

  private static String padding(
      String value, ParserFunctions functions, ParserFunctions.Call call) {
    int length = Math.min(MAX_PADDING, integer(functions.branch(0, call)));
    String pad = call.others().size() < 2 ? "0" : functions.branch(1, call);
    int missing = length - value.codePointCount(0, value.length());
    if (missing <= 0 || pad.isEmpty()) {
      return "";
    }
    String repeated = pad.repeat(missing);
    return repeated.substring(0, repeated.offsetByCodePoints(0, missing));
  }

  static int integer(String text) {
    String digits = text.strip();
    return digits.matches("[+-]?[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
  }

  private String plural(String value, ParserFunctions functions, ParserFunctions.Call call) {
    String plain = plainNumber(value);
    double count = plain.matches("-?[0-9]{1,15}(\\.[0-9]+)?") ? Double.parseDouble(plain) : 0;
    List<String> forms = new ArrayList<>();
    for (int index = 0; index < call.others().size(); index++) {
      String form = functions.branch(index, call);
      int equals = form.indexOf('=');
      if (equals > 0 && form.substring(0, equals).matches("[0-9]+")) {
        if (Double.parseDouble(form.substring(0, equals)) == count) {
          return form.substring(equals + 1);
        }
      } else {
        forms.add(form);
      }
    }
    if (forms.isEmpty()) {
      return "";
    }
    PluralRules plurals = PluralRules.forLocale(ULocale.forLanguageTag(rules.language()));
    Set<String> keywords = plurals.getKeywords();
    List<String> ordered = PLURALS.stream().filter(keywords::contains).toList();
    int form = ordered.indexOf(plurals.select(count));
    return forms.get(Math.max(0, Math.min(form, forms.size() - 1)));
  }

  private String namespace(String value) {
    String key = Expansion.lower(value.replace('_', ' '));
    int number =
        key.matches("-?[0-9]{1,4}") ? Integer.parseInt(key) : ENGLISH_NAMESPACES.indexOf(key);
    if (number == 0) {
      return "";
    }
    String name = site.namespaces().get(number);
    if (name == null) {
      throw new UnexpandableException();
    }
    return name;
  }

  private static String titleParts(
      String value, ParserFunctions functions, ParserFunctions.Call call) {
    List<String> parts = Arrays.asList(value.split("/", MAX_TITLE_PARTS));
    int count = integer(functions.branch(0, call));
    int start = integer(functions.branch(1, call));
    int from = start > 0 ? start - 1 : start < 0 ? Math.max(0, parts.size() + start) : 0;
    int to = count > 0 ? from + count : parts.size() + count;
    int end = Math.min(parts.size(), to);
    return from >= end ? "" : String.join("/", parts.subList(from, end));
  }

  private static String language(String code, String in) {
    String name = Templates.languageName(code, in.isEmpty() ? code : in);
    return name.isEmpty() ? code : name;
  }

  private String date(
      String function, String value, ParserFunctions functions, ParserFunctions.Call call) {
    if (!function.equals("#time")) {
      return value;
    }
    String other = functions.branch(1, call);
    return DateFormat.text(
        value,
        ParserFunctions.known(functions.branch(0, call)),
        other.isEmpty() ? rules.language() : other);
  }

  private static String part(String value, ParserFunctions functions, ParserFunctions.Call call) {
    int[] points = value.codePoints().toArray();
    int start = integer(functions.branch(0, call));
    int length = integer(functions.branch(1, call));
    int from = Math.min(points.length, start < 0 ? Math.max(0, points.length + start) : start);
    int to = length > 0 ? from + length : points.length + length;
    int end = Math.min(points.length, to);
    return from >= end ? "" : new String(points, from, end - from);
  }

  private static String replaced(
      String value, ParserFunctions functions, ParserFunctions.Call call) {
    String search = functions.branch(0, call);
    String replacement = functions.branch(1, call);
    if (search.isEmpty() || value.indexOf(Markers.DROPPED) >= 0) {
      return value;
    }
    if ((long) value.length() * Math.max(1, replacement.length()) > 1 << 20) {
      throw new UnexpandableException();
    }
    return value.replace(search, replacement);
  }
}
