package org.unroll.prepare.labelled;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.config.TaggingKeys;
import org.unroll.data.labelled.Example;
import org.unroll.data.labelled.ExampleSchema;
import org.unroll.data.labelled.TaggingData;
import org.unroll.output.JobContext;
import org.unroll.prepare.vocabulary.VocabularyCount;
import org.unroll.prepare.vocabulary.WordCount;
import org.unroll.records.InputRecord;
import org.unroll.task.tagging.TagSet;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.task.tagging.WordVocabulary;
import org.unroll.text.TextConfig;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.Tokenizers;
import org.unroll.text.tokenizers.VocabularyFiles;
import org.unroll.text.words.Normalization;
import scala.Tuple2;

/** The preparation of sentences with tags. */
final class TaggingPreparation implements Preparation {

  private static final long serialVersionUID = 1L;

  /** A rarer character is {@code <unk>}, which training thus knows. */
  private static final int MIN_CHARACTER_COUNT = 2;

  private static final int MAX_CHARACTERS = 20_000;

  private final TaggingKeys keys;
  private final Sentences sentences;
  private final Tags tags;
  private final Tokenizer spelling;

  /** Only needed where vocabularies are learnt, so it does not travel. */
  private final transient TextConfig text;

  TaggingPreparation(TaggingKeys keys, TextConfig text) {
    this.keys = keys;
    this.sentences = new Sentences(keys);
    this.tags = new Tags(sentences, keys);
    this.text = text;
    this.spelling = Tokenizers.ofGivenWords(text);
  }

  @Override
  public String task() {
    return TaggingTask.NAME;
  }

  @Override
  public List<String> sections() {
    return TaggingKeys.DATA;
  }

  @Override
  public List<String> inputColumns(InputRecord item) {
    return List.of(keys.wordsColumn());
  }

  @Override
  public List<String> targetColumns() {
    return List.of(keys.tagsColumn());
  }

  @Override
  public List<String> inputs(InputRecord item) {
    return sentences.words(item);
  }

  @Override
  public List<String> targets(InputRecord item) {
    return sentences.tags(item);
  }

  @Override
  public Map<String, String> learn(JobContext job, JavaRDD<InputRecord> training) {
    TagSet tagSet = tags.learn(training);
    Vocabulary words = VocabularyCount.of(words(training), text);
    Map<String, String> files =
        new TreeMap<>(new WordVocabulary(words, characters(training), spelling).write());
    files.put(TagSet.FILE, tagSet.write());
    return files;
  }

  /** The words in the spelling of the vocabulary, with their counts. */
  private JavaPairRDD<String, Long> words(JavaRDD<InputRecord> training) {
    Tokenizer inVocabulary = spelling;
    return training
        .flatMapToPair(
            item -> {
              List<Tuple2<String, Long>> found = new java.util.ArrayList<>();
              sentences
                  .words(item)
                  .forEach(
                      word ->
                          inVocabulary.tokenize(word, token -> found.add(new Tuple2<>(token, 1L))));
              return found.iterator();
            })
        .reduceByKey(Long::sum);
  }

  private Vocabulary characters(JavaRDD<InputRecord> training) {
    JavaPairRDD<String, Long> counts =
        training
            .flatMap(item -> sentences.words(item).iterator())
            .flatMapToPair(
                word ->
                    Normalization.nfc(word)
                        .codePoints()
                        .filter(TaggingPreparation::isCharacter)
                        .mapToObj(c -> new Tuple2<>(Character.toString(c), 1L))
                        .iterator())
            .reduceByKey(Long::sum)
            .filter(count -> count._2() >= MIN_CHARACTER_COUNT);
    return Vocabulary.ofTokens(
        WordCount.mostFrequentFirst(counts).map(WordCount::word).take(MAX_CHARACTERS));
  }

  /** Whether a code point can stand in a file on a line of its own. */
  private static boolean isCharacter(int codePoint) {
    return codePoint != '\n'
        && codePoint != '\r'
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }

  /** Counts the words of the vocabulary, one a line. */
  @Override
  public Map<String, String> count(JavaRDD<InputRecord> training, Map<String, String> files) {
    Vocabulary vocabulary = VocabularyFiles.read(files, "the data");
    HashSet<String> known = new HashSet<>(vocabulary.tokens());
    known.removeAll(Vocabulary.SPECIAL_TOKENS);
    Map<String, Long> counts =
        words(training).filter(count -> known.contains(count._1())).collectAsMap();
    String lines =
        vocabulary.tokens().stream()
            .map(word -> counts.getOrDefault(word, 0L) + "\n")
            .collect(Collectors.joining());
    return Map.of(TaggingData.WORD_COUNTS, lines);
  }

  @Override
  public ExampleSchema schema() {
    return TaggingData.SENTENCES;
  }

  @Override
  public RecordEncoder encoder(Map<String, String> files) {
    WordVocabulary vocabulary = WordVocabulary.read(files, "the data", spelling);
    Tags.Encoder encoder = tags.new Encoder(TagSet.read(files, "the data"));
    return item -> {
      List<String> words = sentences.words(item);
      long unknown = words.stream().filter(word -> vocabulary.word(word) == Vocabulary.UNK).count();
      return new EncodedRecord(
          new Example(words.toArray(String[]::new), encoder.encode(item)), words.size(), unknown);
    };
  }
}
