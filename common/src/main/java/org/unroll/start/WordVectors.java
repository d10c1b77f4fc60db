package org.unroll.start;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.Folder;
import org.unroll.task.Task;
import org.unroll.task.language.LanguageModel;
import org.unroll.tensor.TensorLayout;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

/**
 * A text file of word vectors: on each line a word and its values, with white space between them. A
 * first line of two whole numbers, the number of vectors and their size, is a header, as word2vec
 * and fastText write it; GloVe writes none. The file may be compressed by gzip.
 *
 * <p>Of several vectors of a word the first counts. In lower-cased text, a word that the file has
 * in another spelling only takes the first vector of those.
 */
public final class WordVectors {

  private static final int GZIP_MAGIC = 0x1f8b;

  private final Path path;
  private final boolean lowerCase;
  private final Configuration hadoop;

  /**
   * A file.
   *
   * @param lowerCase whether the words of the vocabulary are in lower case
   */
  public WordVectors(Path path, boolean lowerCase, Configuration hadoop) {
    this.path = path;
    this.lowerCase = lowerCase;
    this.hadoop = hadoop;
  }

  /**
   * Copies the vectors of the words that a task knows into the embedding.
   *
   * @param values the parameters of the task, in layout order
   * @return how many words were found, as a line for people
   * @throws BadDataException naming the file and the line that is damaged
   * @throws ConfigurationException if the vectors have another size than the embedding
   */
  public String copyTo(float[] values, Task<?> task) {
    TensorLayout layout = task.layout();
    if (!layout.names().contains(LanguageModel.EMBEDDING)) {
      throw new ConfigurationException(
          "model.vectors needs model.input = embedding, found a model without one");
    }
    Vocabulary vocabulary = VocabularyFiles.read(task.files(), "the data");
    Table table = new Table(values, layout.slot(LanguageModel.EMBEDDING), vocabulary);
    try (BufferedReader lines = open()) {
      read(lines, table);
    } catch (IOException e) {
      throw new BadDataException(
          "cannot read %s to its end: %s".formatted(path, ErrorMessage.firstLine(e)), e);
    }
    if (table.found.isEmpty()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "expected vectors of words of the vocabulary, found none among the %,d of %s",
              table.vectors,
              path));
    }
    return String.format(
        Locale.ROOT,
        "word vectors: %,d of the %,d tokens of the vocabulary are among the %,d of %s",
        table.found.cardinality(),
        vocabulary.size(),
        table.vectors,
        path);
  }

  private BufferedReader open() throws IOException {
    Folder folder = Folder.of(path, hadoop);
    if (!folder.isFile()) {
      throw new ConfigurationException(
          "model.vectors must name a file of word vectors, found "
              + (folder.exists() ? "a folder at " : "nothing at ")
              + path);
    }
    InputStream stored = new BufferedInputStream(path.getFileSystem(hadoop).open(path), 1 << 16);
    stored.mark(2);
    int magic = stored.read() << 8 | stored.read();
    stored.reset();
    InputStream bytes = magic == GZIP_MAGIC ? new GZIPInputStream(stored, 1 << 16) : stored;
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
  }

  private void read(BufferedReader lines, Table table) throws IOException {
    long announced = 0;
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (number == 1) {
        String[] fields = line.strip().split("[ \t]+");
        checkSize(fields, table.size());
        if (isHeader(fields)) {
          announced = Long.parseLong(fields[0]);
          continue;
        }
      }
      add(line, number, table);
    }
    if (table.vectors < announced) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: expected %,d vectors, as its first line says, found %,d; the file is not whole",
              path,
              announced,
              table.vectors));
    }
  }

  private static boolean isHeader(String[] fields) {
    return fields.length == 2
        && fields[0].matches("[0-9]{1,18}")
        && fields[1].matches("[0-9]{1,9}");
  }

  private void checkSize(String[] fields, int size) {
    int found = isHeader(fields) ? Integer.parseInt(fields[1]) : fields.length - 1;
    if (found != size) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "model.vectors must have vectors of model.embeddingSize = %d values, found %d in the first line of %s",
              size,
              found,
              path));
    }
  }

  /** Adds the vector of a line; a word may have spaces, so its values are counted from the end. */
  private void add(String line, long number, Table table) {
    String[] fields = line.split("[ \\t]+");
    int size = table.size();
    int words = fields.length - size;
    if (words < 1) {
      throw damaged(
          number,
          String.format(Locale.ROOT, "a word and %d values", size),
          fields.length + " fields");
    }
    float[] vector = new float[size];
    for (int i = 0; i < size; i++) {
      vector[i] = value(fields[words + i], number);
    }
    table.add(String.join(" ", Arrays.asList(fields).subList(0, words)), vector, lowerCase);
  }

  private float value(String field, long number) {
    try {
      float value = Float.parseFloat(field);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a value that is not finite.
    }
    String shown = field.length() <= 40 ? field : field.substring(0, 40) + "...";
    throw damaged(number, "a finite number", "'" + shown + "'");
  }

  private BadDataException damaged(long number, String expected, String found) {
    return new BadDataException(
        String.format(
            Locale.ROOT, "%s, line %d: expected %s, found %s", path, number, expected, found));
  }

  /** The embedding that vectors are copied to. */
  private static final class Table {

    private final float[] values;
    private final TensorLayout.Slot slot; // (V, E)
    private final Vocabulary vocabulary;
    private final BitSet found = new BitSet(); // words that have a vector
    private final BitSet exact = new BitSet(); // those of them from their own spelling
    private long vectors;

    Table(float[] values, TensorLayout.Slot slot, Vocabulary vocabulary) {
      this.values = values;
      this.slot = slot;
      this.vocabulary = vocabulary;
    }

    /** E. */
    int size() {
      return slot.shape().get(1);
    }

    void add(String word, float[] vector, boolean lowerCase) {
      vectors++;
      if (knows(word)) {
        int id = vocabulary.id(word);
        if (!exact.get(id)) {
          exact.set(id);
          copy(id, vector);
        }
      } else if (lowerCase && knows(word.toLowerCase(Locale.ROOT))) {
        int id = vocabulary.id(word.toLowerCase(Locale.ROOT));
        if (!found.get(id)) {
          copy(id, vector);
        }
      }
    }

    private boolean knows(String word) {
      return vocabulary.token(vocabulary.id(word)).equals(word);
    }

    private void copy(int id, float[] vector) {
      found.set(id);
      System.arraycopy(vector, 0, values, slot.offset() + id * vector.length, vector.length);
    }
  }
}
