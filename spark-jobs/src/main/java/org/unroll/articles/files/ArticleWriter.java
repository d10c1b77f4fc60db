package org.unroll.articles.files;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.articles.cleaning.Article;
import org.unroll.files.Folder;

/** A writer of one file of articles. */
interface ArticleWriter extends Closeable {

  void write(Article article) throws IOException;

  /** Creates a file. */
  static ArticleWriter open(ArticleFormat format, Path file, Configuration hadoop)
      throws IOException {
    return switch (format) {
      case PARQUET -> new ParquetArticleWriter(file, hadoop);
      case JSONL -> new JsonLines(create(file, hadoop));
      case TEXT -> new Text(create(file, hadoop));
    };
  }

  private static OutputStream create(Path file, Configuration hadoop) throws IOException {
    return Folder.of(file.getParent(), hadoop).newFile(file.getName());
  }

  /** One JSON object a line. */
  final class JsonLines implements ArticleWriter {

    private final JsonGenerator json;

    JsonLines(OutputStream stream) throws IOException {
      json = new JsonFactory().createGenerator(stream, JsonEncoding.UTF8);
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    @Override
    public void write(Article article) throws IOException {
      json.writeStartObject();
      json.writeNumberField("id", article.id());
      json.writeStringField("title", article.title());
      json.writeStringField("text", article.text());
      json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
      json.writeRaw('\n');
      json.close();
    }
  }

  /** Plain text, a paragraph a line. */
  final class Text implements ArticleWriter {

    private final Writer writer;

    Text(OutputStream stream) {
      writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public void write(Article article) throws IOException {
      writer.write(article.text());
      writer.write("\n\n");
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
