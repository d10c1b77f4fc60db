package org.unroll.records.formats;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.ConfigurationException;

/**
 * Sentences with a word a line and a blank line after each, as the shared tasks of CoNLL have them.
 * A record is a sentence with the array columns {@code words} and {@code tags}; files of one column
 * have words only.
 *
 * <p>All lines of a file have the same number of columns. A line that begins with {@code #} before
 * the first word of a sentence and has another number is a comment; lines whose first column is
 * {@code -DOCSTART-} are no words.
 *
 * @param separator of columns; any number of spaces and tabs if null
 * @param wordColumn the number of the column with the words, from 1; the first if null
 * @param tagColumn the number of the column with the tags, from 1; the last if null
 */
public record ConllFormat(
    @Nullable String separator, @Nullable Integer wordColumn, @Nullable Integer tagColumn)
    implements LineFormat {

  private static final Pattern SPACES = Pattern.compile("[ \t]+");
  private static final String[] WORDS = {"words"};
  private static final String[] WORDS_AND_TAGS = {"words", "tags"};
  private static final String DOCUMENT_START = "-DOCSTART-";

  /** Words first, tags last, between them spaces or tabs. */
  public ConllFormat() {
    this(null, null, null);
  }

  public ConllFormat {
    check("words", wordColumn);
    check("tags", tagColumn);
    if ("".equals(separator)) {
      throw new ConfigurationException("expected a separator of columns, found an empty one");
    }
  }

  private static void check(String what, @Nullable Integer column) {
    if (column != null && column < 1) {
      throw new ConfigurationException(
          "the number of the column with the " + what + " must be at least 1, found " + column);
    }
  }

  @Override
  public String name() {
    return "conll";
  }

  @Override
  public Config options() {
    Config options = ConfigFactory.empty();
    options = with(options, "separator", separator);
    options = with(options, "word-column", wordColumn);
    return with(options, "tag-column", tagColumn);
  }

  private static Config with(Config options, String key, @Nullable Object value) {
    return value == null ? options : options.withValue(key, ConfigValueFactory.fromAnyRef(value));
  }

  /** The number of columns is that of the file's first word. */
  @Override
  public boolean splittable() {
    return false;
  }

  @Override
  public RecordReader reader(PartLines lines, Supplier<@Nullable String> firstLine) {
    return new Reader(lines);
  }

  private String[] cells(String line) {
    if (separator != null) {
      return line.split(Pattern.quote(separator), -1);
    }
    return SPACES.split(line.strip());
  }

  /** A line with something in it. */
  private record NumberedLine(long number, String[] cells, boolean comment) {}

  private final class Reader implements RecordReader {

    private final PartLines lines;
    private int width;

    Reader(PartLines lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable LineRecord next() throws BrokenRecordException {
      List<NumberedLine> sentence = new ArrayList<>();
      boolean whole = true;
      boolean ended = false;
      while (!ended) {
        String line = lines.next();
        whole &= lines.follows();
        if (line == null || line.isBlank()) {
          sentence = words(sentence);
          ended = line == null || !sentence.isEmpty() || !whole;
        } else {
          sentence.add(new NumberedLine(lines.number(), cells(line), isComment(line)));
        }
      }
      if (!whole) {
        throw new BrokenRecordException(
            "undecodable",
            lines.place(lines.number()) + ": expected a whole sentence, found damaged lines");
      }
      return sentence.isEmpty() ? null : record(sentence);
    }

    /** Leaves out what is no word. */
    private List<NumberedLine> words(List<NumberedLine> block) {
      List<NumberedLine> words = new ArrayList<>();
      for (NumberedLine line : block) {
        if (line.cells()[0].equals(DOCUMENT_START)) {
          continue;
        }
        if (width == 0 && !line.comment()) {
          width = line.cells().length;
        }
        words.add(line);
      }
      int comments = 0;
      while (comments < words.size()
          && words.get(comments).comment()
          && words.get(comments).cells().length != width) {
        comments++;
      }
      return words.subList(comments, words.size());
    }

    private LineRecord record(List<NumberedLine> sentence) throws BrokenRecordException {
      int word = index("words", wordColumn, 0);
      int tag = index("tags", tagColumn, width - 1);
      boolean tagged = width > 1 || tagColumn != null;
      String[] words = new String[sentence.size()];
      String[] tags = new String[sentence.size()];
      for (int index = 0; index < words.length; index++) {
        NumberedLine line = sentence.get(index);
        if (line.cells().length != width) {
          throw wrongCount(line);
        }
        words[index] = cell("word", line, word);
        tags[index] = cell("tag", line, tag);
      }
      return new LineRecord(
          sentence.get(0).number(),
          tagged ? WORDS_AND_TAGS : WORDS,
          tagged ? new Object[] {words, tags} : new Object[] {words});
    }

    private int index(String what, @Nullable Integer column, int byDefault) {
      int index = column == null ? byDefault : column - 1;
      if (index >= width) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "expected %s in column %d, found only %d columns in %s",
                what,
                index + 1,
                width,
                lines.file()));
      }
      return index;
    }

    private String cell(String what, NumberedLine line, int index) throws BrokenRecordException {
      String cell = line.cells()[index];
      if (cell.isBlank()) {
        throw new BrokenRecordException(
            "columns",
            String.format(
                Locale.ROOT,
                "%s: expected a %s in column %d, found nothing",
                lines.place(line.number()),
                what,
                index + 1));
      }
      return cell;
    }

    private BrokenRecordException wrongCount(NumberedLine line) {
      return new BrokenRecordException(
          "columns",
          String.format(
              Locale.ROOT,
              "%s: expected %d columns, as in the lines before, found %d: '%s'",
              lines.place(line.number()),
              width,
              line.cells().length,
              Values.shown(String.join(" ", line.cells()))));
    }
  }

  private static boolean isComment(String line) {
    return line.startsWith("# ") || line.strip().equals("#");
  }
}
