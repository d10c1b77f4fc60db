package org.unroll.data.labelled;

import java.util.Map;
import org.unroll.config.TranslationKeys;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.errors.BadDataException;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.TargetText;
import org.unroll.task.translation.LanguagePair;
import org.unroll.task.translation.PairShard;
import org.unroll.task.translation.TranslationShape;
import org.unroll.task.translation.TranslationTask;

/** Sentences with their translations, for a translator. */
public final class TranslationData {

  /** The columns: ids of the tokens of a sentence, and of its translation. */
  public static final ExampleSchema PAIRS =
      new ExampleSchema(ExampleColumn.ints("source"), ExampleColumn.ints("target"));

  private TranslationData() {}

  /**
   * Opens the data of a translator. The validations of training are greedy; an evaluation searches
   * as the configuration says.
   *
   * @param config the keys {@code model}, {@code translation} and {@code train} count
   * @throws BadDataException if its vocabularies are damaged
   */
  public static LabelledData<PairShard> open(UnrollConfig config, PreparedData prepared) {
    UnrollConfig resolved = config.withSectionsOf(prepared.config(), TranslationKeys.DATA);
    TranslationKeys keys = new TranslationKeys(resolved.keys());
    Map<String, String> files = prepared.files();
    LanguagePair languages =
        LanguagePair.read(keys.vocabularies(), files, prepared.folder().toString());
    TranslationShape shape = keys.shape(languages.source().size(), languages.target().size());
    TargetText text = languages.text(resolved.text());
    return new LabelledData<>(
            prepared,
            resolved,
            new TranslationTask(keys.model(), shape, SearchConfig.GREEDY, text, files),
            PAIRS,
            () -> new Pairs(shape.sourceTokens(), shape.targetTokens()),
            metrics -> Map.of())
        .evaluatedBy(new TranslationTask(keys.model(), shape, keys.search(), text, files));
  }

  private static final class Pairs implements ShardFactory.ShardBuilder<PairShard> {

    private final int sourceTokens;
    private final int targetTokens;
    private final RaggedInts.Builder sources = new RaggedInts.Builder();
    private final RaggedInts.Builder targets = new RaggedInts.Builder();

    Pairs(int sourceTokens, int targetTokens) {
      this.sourceTokens = sourceTokens;
      this.targetTokens = targetTokens;
    }

    @Override
    public void add(Example example) {
      sources.add(ExampleIds.checked(example.ints(0), sourceTokens, "ids of the source"));
      targets.add(ExampleIds.checked(example.ints(1), targetTokens, "ids of the target"));
    }

    @Override
    public PairShard build() {
      return new PairShard(sources.build(), targets.build());
    }
  }
}
