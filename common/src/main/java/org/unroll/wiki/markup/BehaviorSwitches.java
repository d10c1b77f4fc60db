package org.unroll.wiki.markup;

import java.util.Locale;
import java.util.Set;

/** Behavior switches, such as {@code __NOTOC__}, in any language. */
public final class BehaviorSwitches {

  private static final int MAX_LENGTH = 40;

  /** The switches in ASCII letters, which need a list: other words are written that way too. */
  private static final Set<String> WORDS =
      Set.of(
          "toc",
          "notoc",
          "forcetoc",
          "noeditsection",
          "nogallery",
          "newsectionlink",
          "nonewsectionlink",
          "hiddencat",
          "index",
          "noindex",
          "staticredirect",
          "disambig",
          "notitleconvert",
          "notc",
          "nocontentconvert",
          "nocc",
          "expectunusedcategory",
          "expectunusedtemplate",
          "noglobal",
          "archivedtalk",
          "notalk",
          "start",
          "end",
          "expected_unconnected_page",
          "kein_inhaltsverzeichnis",
          "inhaltsverzeichnis",
          "inhaltsverzeichnis_erzwingen",
          "abschnitte_nicht_bearbeiten",
          "keine_galerie",
          "keine_indexieren",
          "semtdc",
          "semsumario",
          "semindice",
          "tdc",
          "sumario",
          "indice",
          "forcartdc",
          "forcarsumario",
          "semeditarsecao",
          "naoeditarsecao",
          "semgaleria",
          "notdc",
          "forzartdc",
          "noindice",
          "forzarindice",
          "aucunsommaire",
          "aucunetdm",
          "sommaire",
          "tdm",
          "forcersommaire",
          "forcertdm",
          "sectionnoneditable",
          "aucunegalerie",
          "forzaindice",
          "nogalleria",
          "geeninhoud",
          "inhoud",
          "inhoud_dwingen",
          "bezspisu",
          "spis",
          "wymusspis",
          "ingeninnehall",
          "obsah");

  private BehaviorSwitches() {}

  /** Returns the end of the switch that starts at {@code from}, or {@code from} if none does. */
  public static int end(char[] text, int from, int to) {
    int limit = Math.min(to - 1, from + MAX_LENGTH);
    boolean ascii = true;
    for (int i = from + 2; i < limit; i++) {
      char c = text[i];
      if (c == '_' && text[i + 1] == '_') {
        boolean known =
            i > from + 2
                && (!ascii
                    || WORDS.contains(
                        new String(text, from + 2, i - from - 2).toLowerCase(Locale.ROOT)));
        return known ? i + 2 : from;
      }
      if (c != '_' && !Character.isLetter(c)) {
        return from;
      }
      ascii &= c < 128;
    }
    return from;
  }
}
