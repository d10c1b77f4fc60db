package org.unroll.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.WindowConfig;
import org.unroll.dataset.Windows;
import org.unroll.errors.BadDataException;
import org.unroll.task.language.WindowShard;
import org.unroll.text.TextConfig;
import org.unroll.text.TextEncoder;
import org.unroll.text.Tokenizer;
import org.unroll.text.TokenizerKind;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.MergeTrainer;
import org.unroll.text.bpe.Merges;
import org.unroll.text.bpe.SubwordTokenizer;
import org.unroll.text.bpe.SubwordVocabulary;
import org.unroll.text.tokenizers.Tokenizers;

/**
 * Texts in memory: their vocabulary, and their windows. Each text is an article of its own; each of
 * its lines that is not blank ends with {@code <eos>}.
 */
final class LocalTexts {

  /** The number of times a token occurs. */
  private record TokenCount(String token, long count) {

    /** By falling count, ties by code point. */
    static final Comparator<TokenCount> ORDER =
        Comparator.<TokenCount>comparingLong(counted -> -counted.count)
            .thenComparing(counted -> counted.token.codePoints().toArray(), Arrays::compare);
  }

  /** A window and where it comes from. */
  private record Window(int article, long position, int[] ids) {}

  private final TextConfig config;
  private final WindowConfig windowConfig;
  private final List<List<String>> articles; // the lines of each
  private final Vocabulary vocabulary;
  private final long[] counts; // (V)
  private final List<Window> windows = new ArrayList<>();

  /**
   * Counts the tokens, then cuts the windows.
   *
   * @param known the vocabulary, if it is not to be learnt from the texts
   * @throws BadDataException if no token occurs often enough, or there is no window
   */
  LocalTexts(List<String> texts, UnrollConfig config, Optional<Vocabulary> known) {
    this.config = config.text();
    this.windowConfig = config.window();
    this.articles =
        texts.stream().map(text -> text.lines().filter(line -> !line.isBlank()).toList()).toList();
    this.vocabulary = known.orElseGet(this::learnVocabulary);
    this.counts = new long[vocabulary.size()];
    cutWindows();
  }

  private Vocabulary learnVocabulary() {
    return config.tokenizer() == TokenizerKind.SUBWORD ? subwords() : words();
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The number of times each id occurs, (V). */
  long[] counts() {
    return counts;
  }

  int windows() {
    return windows.size();
  }

  /** The windows from {@code first} to {@code end}, exclusive. */
  WindowShard shard(int first, int end) {
    WindowShard.Builder shard = new WindowShard.Builder(windowConfig, end - first);
    for (Window window : windows.subList(first, end)) {
      shard.add(window.article, window.position, window.ids);
    }
    return shard.build();
  }

  private Vocabulary words() {
    List<String> words =
        count(Tokenizers.of(config)).stream()
            .filter(counted -> counted.count >= config.minCount())
            .filter(counted -> !Vocabulary.SPECIAL_TOKENS.contains(counted.token))
            .map(TokenCount::token)
            .limit(config.maxVocabulary() - Vocabulary.SPECIAL_TOKENS.size())
            .toList();
    if (words.isEmpty()) {
      throw new BadDataException(
          "expected tokens that occur at least text.minCount = "
              + config.minCount()
              + " times, found none; give more text or a lower text.minCount");
    }
    return Vocabulary.ofTokens(words);
  }

  private Vocabulary subwords() {
    MergeTrainer trainer = new MergeTrainer();
    for (TokenCount word : count(Tokenizers.of(config))) {
      if (!trainer.add(word.token, word.count)) {
        break; // the trainer has no room for rarer words
      }
    }
    int symbols = config.maxVocabulary() - Vocabulary.SPECIAL_TOKENS.size() - Merges.BYTES;
    SubwordTokenizer tokenizer =
        new SubwordTokenizer(config, trainer.learn(symbols, config.minCount()));
    Map<String, Long> found = new HashMap<>();
    count(tokenizer).forEach(counted -> found.put(counted.token, counted.count));
    List<String> tokens =
        tokenizer.merges().spellings().stream()
            .map(spelling -> new TokenCount(spelling, found.getOrDefault(spelling, 0L)))
            .sorted(TokenCount.ORDER)
            .map(TokenCount::token)
            .toList();
    return SubwordVocabulary.of(Vocabulary.ofTokens(tokens), tokenizer);
  }

  /** The tokens of all texts, in order. */
  private List<TokenCount> count(Tokenizer tokenizer) {
    Map<String, Long> found = new HashMap<>();
    for (List<String> lines : articles) {
      for (String line : lines) {
        tokenizer.tokenize(line, token -> found.merge(token, 1L, Long::sum));
      }
    }
    return found.entrySet().stream()
        .map(entry -> new TokenCount(entry.getKey(), entry.getValue()))
        .sorted(TokenCount.ORDER)
        .toList();
  }

  private void cutWindows() {
    TextEncoder encoder = Tokenizers.encoder(config, vocabulary);
    for (int article = 0; article < articles.size(); article++) {
      int number = article;
      int[] ids = ids(articles.get(article), encoder);
      for (int id : ids) {
        counts[id]++;
      }
      Windows.cut(
          ids,
          ids.length,
          windowConfig,
          (position, window) -> windows.add(new Window(number, position, window)));
    }
    if (windows.isEmpty()) {
      throw new BadDataException("expected texts of at least two tokens, found none");
    }
  }

  private static int[] ids(List<String> lines, TextEncoder encoder) {
    IntStream.Builder ids = IntStream.builder();
    for (String line : lines) {
      encoder.encode(line, ids::add);
      ids.add(Vocabulary.EOS);
    }
    return ids.build().toArray();
  }
}
