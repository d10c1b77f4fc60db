package org.unroll.articles.cleaning;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.unroll.wiki.expand.TemplatePage;
import org.unroll.wiki.export.Page;
import org.xerial.snappy.Snappy;

/**
 * Some consecutive pages of a dump, read and not cleaned yet: the articles with their wikitext,
 * compressed lightly, the templates that write text, and a tally of the rest.
 */
public final class PageBatch implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of each article: id, revision, length and bytes of the title, length and bytes of the text. */
  private final byte[] articles;

  private final TemplatePage[] templates;
  private final PageTally skipped;

  private PageBatch(byte[] articles, List<TemplatePage> templates, PageTally skipped) {
    this.articles = articles;
    this.templates = templates.toArray(new TemplatePage[0]);
    this.skipped = skipped;
  }

  /** Returns the templates among the pages. */
  public List<TemplatePage> templates() {
    return List.of(templates);
  }

  /** Returns the tally of the pages that are not articles. */
  PageTally skipped() {
    return skipped;
  }

  /** Returns the articles, in the order of the dump. */
  Iterator<ArticlePage> articles() {
    try {
      return new Reader(Snappy.uncompress(articles));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An article as wikitext. */
  record ArticlePage(long id, String title, long revisionId, String text) {}

  /** A batch that is being filled. */
  static final class Builder {

    /** The size of a full batch before compression, unless one page alone is larger. */
    private static final int FULL_BYTES = 1 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FULL_BYTES + (1 << 16));
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final List<TemplatePage> templates = new ArrayList<>();
    final PageTally skipped = new PageTally();

    void add(Page page) {
      try {
        out.writeLong(page.id());
        out.writeLong(page.revisionId());
        write(page.title());
        write(page.text());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void write(String text) throws IOException {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(encoded.length);
      out.write(encoded);
    }

    void add(TemplatePage template) {
      templates.add(template);
    }

    boolean isFull() {
      return bytes.size() >= FULL_BYTES;
    }

    PageBatch build() {
      try {
        return new PageBatch(Snappy.compress(bytes.toByteArray()), templates, skipped);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Reader implements Iterator<ArticlePage> {

    private final DataInputStream in;

    Reader(byte[] bytes) {
      in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    @Override
    public boolean hasNext() {
      try {
        return in.available() > 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public ArticlePage next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      try {
        long id = in.readLong();
        long revisionId = in.readLong();
        String title = read();
        return new ArticlePage(id, title, revisionId, read());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String read() throws IOException {
      return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
  }
}
