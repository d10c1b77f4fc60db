package org.unroll.wiki;

import java.util.Map;

/**
 * The description of a wiki in the {@code <siteinfo>} of its dump.
 *
 * @param databaseName such as {@code ptwiki}; empty if the dump does not name it
 * @param language the content language from {@code xml:lang}, such as {@code pt}; empty if the dump
 *     does not name it
 * @param namespaces local names by namespace number, such as {@code 6 -> Ficheiro}; empty if the
 *     dump has no siteinfo
 */
public record SiteInfo(String databaseName, String language, Map<Integer, String> namespaces) {

  public SiteInfo {
    namespaces = Map.copyOf(namespaces);
  }
}
