package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.errors.BadDataException;
import org.unroll.output.JobContext;
import org.unroll.prepare.vocabulary.Vocabularies;
import org.unroll.records.InputRecord;
import org.unroll.text.TextConfig;
import org.unroll.text.TextEncoder;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.Tokenizers;
import org.unroll.text.tokenizers.VocabularyFiles;
import scala.Tuple2;

/** A column of texts that become ids of a vocabulary. */
final class TextColumn implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String column;
  private final Tokenizer tokenizer; // of words
  private final Lines lines;

  /** Only needed where vocabularies are learnt, so it does not travel. */
  private final transient TextConfig config;

  /** What becomes of line breaks. */
  enum Lines {
    /** A break within a text is {@code <eos>}. */
    KEPT,
    /** A break within a text is a space, and white space at its ends is left out. */
    JOINED
  }

  TextColumn(String column, TextConfig config) {
    this(column, config, Lines.KEPT);
  }

  TextColumn(String column, TextConfig config, Lines lines) {
    this.column = column;
    this.config = config;
    this.tokenizer = Tokenizers.of(config);
    this.lines = lines;
  }

  String name() {
    return column;
  }

  /** The text of a record; its lines may be broken. */
  String of(InputRecord item) {
    return checked(item, item.text(column));
  }

  /** The texts of a record whose column holds an array of them, or one. */
  List<String> all(InputRecord item) {
    List<String> texts = item.texts(column);
    if (texts.isEmpty()) {
      throw new BadDataException(
          "%s: expected at least one text in the column %s, found none"
              .formatted(item.place(), column));
    }
    return texts.stream().map(text -> checked(item, text)).toList();
  }

  private String checked(InputRecord item, String text) {
    if (text.isBlank()) {
      throw new BadDataException(
          "%s: expected text in the column %s, found none".formatted(item.place(), column));
    }
    return lines == Lines.JOINED ? TextEncoder.oneLine(text) : text;
  }

  /** Learns a vocabulary; returns its files. */
  Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training) {
    return VocabularyFiles.write(learn(job, words(training)));
  }

  /** Learns a vocabulary from words, with their counts. */
  Vocabulary learn(JobContext job, JavaPairRDD<String, Long> words) {
    return Vocabularies.learn(job, words, config);
  }

  /** The words of the texts, with their counts. */
  JavaPairRDD<String, Long> words(JavaRDD<InputRecord> training) {
    return training
        .flatMapToPair(
            item -> {
              List<Tuple2<String, Long>> found = new ArrayList<>();
              for (String text : all(item)) {
                text.lines()
                    .forEach(
                        line ->
                            tokenizer.tokenize(line, word -> found.add(new Tuple2<>(word, 1L))));
              }
              return found.iterator();
            })
        .reduceByKey(Long::sum);
  }

  /** An encoder with the vocabulary in some files. */
  Encoder encoder(Map<String, String> files) {
    return encoder("", files);
  }

  /** An encoder with one of several vocabularies, by the prefix of its files. */
  Encoder encoder(String prefix, Map<String, String> files) {
    Vocabulary vocabulary = VocabularyFiles.read(prefix, files, "the data");
    return new Encoder(
        new TextEncoder(vocabulary.learnedTokenizer().orElse(tokenizer), vocabulary));
  }

  /** The way from a record to ids. */
  final class Encoder {

    private final TextEncoder encoder;

    private Encoder(TextEncoder encoder) {
      this.encoder = encoder;
    }

    /** The ids of the tokens of a record's text; a line break within it is {@code <eos>}. */
    int[] ids(InputRecord item) {
      return ids(item, of(item));
    }

    /** The ids of each text of a record. */
    List<int[]> allIds(InputRecord item) {
      return all(item).stream().map(text -> ids(item, text)).toList();
    }

    private int[] ids(InputRecord item, String text) {
      List<Integer> ids = new ArrayList<>();
      encoder.encodeText(text, (token, id) -> ids.add(id));
      if (ids.isEmpty()) {
        throw new BadDataException(
            "%s: expected words in the column %s, found none".formatted(item.place(), column));
      }
      return ids.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
