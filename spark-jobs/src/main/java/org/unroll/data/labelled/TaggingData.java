package org.unroll.data.labelled;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.unroll.config.TaggingKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.data.CountTable;
import org.unroll.data.PreparedData;
import org.unroll.errors.BadDataException;
import org.unroll.task.tagging.TagSet;
import org.unroll.task.tagging.TaggedShard;
import org.unroll.task.tagging.TaggingMetrics;
import org.unroll.task.tagging.TaggingShape;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.task.tagging.WordVocabulary;
import org.unroll.text.Tokenizer;
import org.unroll.text.tokenizers.Tokenizers;

/** Sentences with a tag for each word, for a tagger. */
public final class TaggingData {

  /** The columns: words as they were given, and numbers of tags. */
  public static final ExampleSchema SENTENCES =
      new ExampleSchema(ExampleColumn.strings("words"), ExampleColumn.ints("tags"));

  /** The file with the occurrences of each word of the vocabulary in training, one a line. */
  public static final String WORD_COUNTS = "word-counts.txt";

  private TaggingData() {}

  /**
   * Opens the data of a tagger.
   *
   * @param config the keys {@code model}, {@code tagging} and {@code train} count
   * @throws BadDataException if its tags or its vocabularies are damaged
   */
  public static LabelledData<TaggedShard> open(UnrollConfig config, PreparedData prepared) {
    UnrollConfig resolved = config.withSectionsOf(prepared.config(), TaggingKeys.DATA);
    TaggingKeys keys = new TaggingKeys(resolved.keys());
    Map<String, String> files = prepared.files();
    String folder = prepared.folder().toString();
    Tokenizer spelling = Tokenizers.ofGivenWords(resolved.text());
    WordVocabulary vocabulary = WordVocabulary.read(files, folder, spelling);
    TagSet tags = TagSet.read(files, folder);
    TaggingTask task =
        new TaggingTask(
            keys.model(),
            new TaggingShape(vocabulary.wordCount(), vocabulary.characterCount(), tags),
            keys.maxLength(),
            rareWords(prepared.counts(WORD_COUNTS, vocabulary.wordCount())),
            files);
    int tagCount = tags.size();
    return new LabelledData<>(
        prepared,
        resolved,
        task,
        SENTENCES,
        () -> new Sentences(WordVocabulary.read(files, folder, spelling), tagCount),
        metrics -> Map.of("entities", entities((TaggingMetrics) metrics)));
  }

  private static BitSet rareWords(long[] counts) {
    BitSet rare = new BitSet();
    for (int word = 0; word < counts.length; word++) {
      rare.set(word, counts[word] == 1);
    }
    return rare;
  }

  private static CountTable entities(TaggingMetrics metrics) {
    List<String> types = metrics.types();
    return new CountTable(
        types,
        List.of("in the data", "found", "right"),
        types.stream()
            .map(
                type ->
                    List.of(metrics.inData(type), metrics.found(type), metrics.foundRight(type)))
            .toList());
  }

  private static final class Sentences implements ShardFactory.ShardBuilder<TaggedShard> {

    private final TaggedShard.Builder shard;
    private final int tagCount;

    Sentences(WordVocabulary vocabulary, int tagCount) {
      this.shard = new TaggedShard.Builder(vocabulary);
      this.tagCount = tagCount;
    }

    @Override
    public void add(Example example) {
      String[] words = example.strings(0);
      int[] tags = example.ints(1);
      if (words.length != tags.length) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "expected %d tags of %d words, found %d; prepare the data again",
                words.length,
                words.length,
                tags.length));
      }
      for (int tag : tags) {
        if (tag < 0 || tag >= tagCount) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "expected tags below %d, found %d; prepare the data again",
                  tagCount,
                  tag));
        }
      }
      shard.add(List.of(words), tags);
    }

    @Override
    public TaggedShard build() {
      return shard.build();
    }
  }
}
