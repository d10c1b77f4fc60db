package org.unroll.articles.cleaning;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Manifest;
import org.unroll.dump.Dump;
import org.unroll.files.Sha256;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.cleaner.WikitextCleaner;
import org.unroll.wiki.expand.TemplatePage;
import org.unroll.wiki.expand.TemplateTexts;

/** The templates of the wikis that dumps are of, and the cleaners that use them. */
public final class WikiTemplates implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String[] wikis;
  private final TemplateTexts[] texts;

  /** The cleaners that the tasks of an executor share; made on demand. */
  private transient @Nullable Map<Cleaning, WikitextCleaner> cleaners;

  private WikiTemplates(TreeMap<String, TemplateTexts> byWiki) {
    this.wikis = byWiki.keySet().toArray(new String[0]);
    this.texts = byWiki.values().toArray(new TemplateTexts[0]);
  }

  private record Cleaning(SiteInfo site, CleanerConfig config, String digest) {}

  /** The pages of templates that are read from dumps, in any order. */
  public static final class Builder {

    private final TreeMap<String, List<TemplatePage>> pages = new TreeMap<>();

    /** Adds the templates of a batch of a dump. */
    public void addAll(Dump dump, List<TemplatePage> templates) {
      if (!templates.isEmpty()) {
        pages.computeIfAbsent(wiki(dump), wiki -> new ArrayList<>()).addAll(templates);
      }
    }

    public WikiTemplates build() {
      TreeMap<String, TemplateTexts> texts = new TreeMap<>();
      pages.forEach((wiki, templates) -> texts.put(wiki, TemplateTexts.of(templates)));
      return new WikiTemplates(texts);
    }
  }

  /** Returns what tells the dumps of one wiki from others; a wiki without a name is its file. */
  private static String wiki(Dump dump) {
    SiteInfo site = dump.siteInfo();
    return site.databaseName().isEmpty()
        ? "file " + dump.file()
        : "wiki " + site.databaseName() + ' ' + site.language();
  }

  /** Returns the templates of the wiki of a dump. */
  public TemplateTexts of(Dump dump) {
    String wanted = wiki(dump);
    for (int index = 0; index < wikis.length; index++) {
      if (wikis[index].equals(wanted)) {
        return texts[index];
      }
    }
    return TemplateTexts.NONE;
  }

  /** Returns a cleaner of the pages of a dump, which the tasks of an executor share. */
  public synchronized WikitextCleaner cleaner(Dump dump, CleanerConfig config) {
    Map<Cleaning, WikitextCleaner> known = cleaners == null ? new HashMap<>() : cleaners;
    cleaners = known;
    TemplateTexts own = of(dump);
    return known.computeIfAbsent(
        new Cleaning(dump.siteInfo(), config, own.digest()),
        cleaning -> new WikitextCleaner(cleaning.site(), config, own));
  }

  /** Returns the entry in a manifest; null if no template is known. */
  public Manifest.@Nullable Templates entry() {
    if (texts.length == 0) {
      return null;
    }
    long count = 0;
    StringBuilder digests = new StringBuilder();
    for (TemplateTexts own : texts) {
      count += own.count();
      digests.append(own.digest());
    }
    return new Manifest.Templates(
        TemplateTexts.VERSION,
        count,
        texts.length == 1 ? texts[0].digest() : Sha256.of(digests.toString()));
  }
}
