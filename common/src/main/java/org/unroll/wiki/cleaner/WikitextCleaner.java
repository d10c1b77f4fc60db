package org.unroll.wiki.cleaner;

import java.util.TreeMap;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.Redirects;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.StepBudgetExceededException;
import org.unroll.wiki.expand.TemplateExpander;
import org.unroll.wiki.expand.TemplateTexts;
import org.unroll.wiki.markup.StepBudget;
import org.unroll.wiki.markup.TextBuffer;

/**
 * The conversion from wikitext to plain text, in time linear in its length. Safe to share between
 * threads.
 */
public final class WikitextCleaner {

  /**
   * The version of the output, which changes whenever the text of any page does, so that text
   * cleaned by another version is not reused. A test with real pages detects such changes.
   */
  static final int VERSION = 3;

  private final TemplateExpander templates;
  private final Namespaces namespaces;
  private final CleanerConfig config;

  /** Creates a cleaner for the pages of a wiki whose templates are not known. */
  public WikitextCleaner(SiteInfo siteInfo, CleanerConfig config) {
    this(siteInfo, config, TemplateTexts.NONE);
  }

  /**
   * Creates a cleaner for the pages of a wiki.
   *
   * @param texts the templates that the wiki's dump defines
   */
  public WikitextCleaner(SiteInfo siteInfo, CleanerConfig config, TemplateTexts texts) {
    this.templates = new TemplateExpander(siteInfo, texts);
    this.namespaces = new Namespaces(siteInfo);
    this.config = config;
  }

  /**
   * Describes everything that the text of a revision depends on besides its wikitext: the cleaner's
   * version, the wiki and the configuration. The description of a version never changes, since
   * manifests hold hashes of it; it names the options as they were called first.
   */
  public static String describe(SiteInfo siteInfo, CleanerConfig config) {
    return describe(siteInfo, config, TemplateTexts.NONE);
  }

  /** Describes the same for a wiki whose dump defines templates. */
  public static String describe(SiteInfo siteInfo, CleanerConfig config, TemplateTexts texts) {
    String cleaner = describeCleaner(siteInfo, config);
    return texts.isEmpty() ? cleaner : cleaner + "\ntemplates " + texts.digest();
  }

  private static String describeCleaner(SiteInfo siteInfo, CleanerConfig config) {
    return String.join(
        "\n",
        "cleaner " + VERSION,
        siteInfo.databaseName(),
        siteInfo.language(),
        new TreeMap<>(siteInfo.namespaces()).toString(),
        "CleanerConfig[headings="
            + config.headings()
            + ", maxPageWork="
            + config.maxCleaningSteps()
            + "]");
  }

  /** Returns the text of a page whose title is not known. */
  public String clean(String wikitext) {
    return clean("", wikitext);
  }

  /**
   * Returns the text that a reader of the page sees, without tables, files, references and
   * formulae.
   *
   * @param title the page's full title, which the text may refer to
   * @return lines separated by line feeds: a paragraph, a heading or a list item each; empty for a
   *     redirect
   * @throws StepBudgetExceededException if the page takes more steps than the configuration allows
   */
  public String clean(String title, String wikitext) {
    return clean(title, wikitext, new StepBudget(config.maxCleaningSteps()));
  }

  String clean(String title, String wikitext, StepBudget budget) {
    if (Redirects.target(wikitext) != null) {
      return "";
    }
    TextBuffer resolved = new Preprocessor(templates.of(title, budget), wikitext, budget).process();
    TextBuffer linked = LinkResolver.process(resolved, namespaces, budget);
    return Renderer.process(linked, config.headings(), budget);
  }
}
