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

  /** Only needed where vocabularies are learnt, so it does not travel. */
  private final transient TextConfig config;

  TextColumn(String column, TextConfig config) {
    this.column = column;
    this.config = config;
    this.tokenizer = Tokenizers.of(config);
  }

  String name() {
    return column;
  }

  /** The text of a record; its lines may be broken. */
  String of(InputRecord item) {
    String text = item.text(column);
    if (text.isBlank()) {
      throw new BadDataException(
          "%s: expected text in the column %s, found none".formatted(item.place(), column));
    }
    return text;
  }

  /** Learns a vocabulary; returns its files. */
  Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training) {
    return VocabularyFiles.write(Vocabularies.learn(job, words(training), config));
  }

  /** The words of the texts, with their counts. */
  JavaPairRDD<String, Long> words(JavaRDD<InputRecord> training) {
    return training
        .flatMapToPair(
            item -> {
              List<Tuple2<String, Long>> found = new ArrayList<>();
              of(item)
                  .lines()
                  .forEach(
                      line -> tokenizer.tokenize(line, word -> found.add(new Tuple2<>(word, 1L))));
              return found.iterator();
            })
        .reduceByKey(Long::sum);
  }

  /** An encoder with the vocabulary in some files. */
  Encoder encoder(Map<String, String> files) {
    Vocabulary vocabulary = VocabularyFiles.read(files, "the data");
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
      List<Integer> ids = new ArrayList<>();
      encoder.encodeText(of(item), (token, id) -> ids.add(id));
      if (ids.isEmpty()) {
        throw new BadDataException(
            "%s: expected words in the column %s, found none".formatted(item.place(), column));
      }
      return ids.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
