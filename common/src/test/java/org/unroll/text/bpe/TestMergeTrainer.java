package org.unroll.text.bpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Learning rules and applying them, against plain twins that count and search all anew. */
class TestMergeTrainer {

  private static final List<String> LINES =
      List.of(
          "The town lies on the river, and the river's other bank is another town.",
          "They don't know the old town; we've known the older one since 1990, haven't we?",
          "A bookkeeper keeps books: bookkeeping, keeping, keeper, aaaa aaaaaa aaaaaaaa.",
          "Die Brücke über den Fluß führt über den Bach; größer, größte, Größe.",
          "東京は日本の首都です。東京都は東京にあります。",
          "النهر في المدينة، والمدينة على النهر");

  /** What Hugging Face's trainer (tokenizers 0.23.2, ByteLevel) learns first from these lines. */
  private static final String LEARNED_BY_HUGGING_FACE =
      """
      a a|e r|ã ģ|Ġ t|h e|k e|aa aa|e p|o w|Ù Ħ|Ġ o|ke ep|ÙĦ Ù|r Ã|§ ÙĦÙ|Ã Ł|Ø §ÙĦÙ
      Ġ b|Ġt he|ow n|a n|e n|i n|o k|o ok|¬ ãģ|± ä|¶ ÃŁ|Ã ¼|Ù Ĭ|æ Ŀ|Ġ d|Ġ aaaa
      Ġ keep|Ġt own|rÃ ¶ÃŁ|Ġb ook|±ä º|æĿ ±äº|' t|T he|b er|g rÃ¶ÃŁ|h er|i e|i v|k n
      l d|r iv|t her|w e|¯ ÙĬ|½ ãģ|Ø ©|Ø ±|Ø ¯ÙĬ|Ù Ĩ|Ù ĩ|ã Ģ|é ĥ|Ġ B|Ġ Ù|Ġ Ø§ÙĦÙ
      Ġ an|Ġ Ã¼|Ġ grÃ¶ÃŁ|Ġ kn|Ġ riv|Ġ we|ħ Ø¯ÙĬ|Ĩ Ùĩ|ãģ Ļ|Ġo n|Ġo ld|in g|Ġd en
      Ġbook keep|æĿ±äº ¬ãģ|ÙĨ Ø©|ãĢ Ĥ|éĥ ½ãģ|ĠÃ¼ ber|Ġriv er|ħØ¯ÙĬ ÙĨØ©|ĨÙĩ Ø±|' s
      ' v|1 9|9 0|D ie|F l|G rÃ¶ÃŁ|a c|a v|c e|c ke|f Ã¼|h r|h av|i s|l ie|o n
      o ther|s in|t e|u ÃŁ|¥ æ|¦ ĸ|§ ãģĻ|« ãģ|¬ éĥ½ãģ|® é|¯ æ|¯ æĿ±äº¬ãģ|¹ ÙĦÙ|¼ cke
      ¾ ãģĻ|Ø Į|Ø ¹ÙĦÙ|ã Ĥ|Ġ 19|Ġ Fl|Ġ GrÃ¶ÃŁ|Ġ fÃ¼|Ġ hav|Ġ is|Ġ lie|Ġ sin|Ġ Ø¹ÙĦÙ
      ģ ÙĬ|Ĥ ãĤ|Ī Ø§ÙĦÙ|Ĭ ãģ|Ĺ ¥æ|ľ ¬ãģ|Ġo ther|rÃ ¼cke|Ø§ÙĦÙ ĨÙĩØ±|Ġb an|Ġd on""";

  private static Map<String, Long> words(List<String> lines) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String line : lines) {
      new PreTokenizer(false, false).tokenize(line, word -> counts.merge(word, 1L, Long::sum));
    }
    return counts;
  }

  private static Merges learn(Map<String, Long> words, int maxSubwords, long minCount) {
    MergeTrainer trainer = new MergeTrainer();
    words.forEach(trainer::add);
    return trainer.learn(maxSubwords, minCount);
  }

  private static Map<String, Long> randomWords(Random random) {
    Map<String, Long> words = new LinkedHashMap<>();
    for (int word = 0; word < 12; word++) {
      StringBuilder text = new StringBuilder();
      for (int letter = random.nextInt(14); letter >= 0; letter--) {
        text.append((char) ('a' + random.nextInt(2 + word % 2)));
      }
      words.put(text.toString(), 1L + random.nextInt(4));
    }
    return words;
  }

  @Test
  void learnsWhatHuggingFaceLearns() {
    List<String> expected = Arrays.asList(LEARNED_BY_HUGGING_FACE.replace("\n", "|").split("\\|"));
    assertThat(learn(words(LINES), expected.size(), 1).lines()).isEqualTo(expected);
  }

  @Test
  void learnsWhatCountingAnewLearns() {
    Random random = new Random(1);
    for (int trial = 0; trial < 300; trial++) {
      Map<String, Long> words = randomWords(random);
      int maxSubwords = 1 + random.nextInt(30);
      long minCount = 1 + random.nextInt(6);
      assertThat(learn(words, maxSubwords, minCount).lines())
          .as("%s, %s subwords, %s times", words, maxSubwords, minCount)
          .isEqualTo(plainRules(words, maxSubwords, minCount));
    }
  }

  @Test
  void theOrderOfTheWordsDoesNotMatter() {
    Map<String, Long> words = words(LINES);
    List<String> expected = learn(words, 150, 1).lines();
    List<Map.Entry<String, Long>> shuffled = new ArrayList<>(words.entrySet());
    Collections.shuffle(shuffled, new Random(2));
    Map<String, Long> again = new LinkedHashMap<>();
    shuffled.forEach(word -> again.put(word.getKey(), word.getValue()));
    assertThat(learn(again, 150, 1).lines()).isEqualTo(expected);
  }

  @Test
  void wordsAreCutAsTrialAndErrorDoes() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      Merges merges = learn(randomWords(random), 30, 1);
      for (String word : randomWords(random).keySet()) {
        assertThat(spelled(merges, word)).isEqualTo(plainCut(merges.lines(), word));
      }
    }
  }

  @Test
  void aWordOfAMillionBytesTakesNoLongerThanItsPieces() {
    Merges merges = learn(Map.of("aaaaaaaa", 1L, "ab", 5L), 10, 1);
    String word = "a".repeat(1_000_000) + "b";
    List<String> pieces = spelled(merges, word);
    assertThat(String.join("", pieces)).isEqualTo(word);
    assertThat(pieces.subList(0, 100)).containsOnly("aaaaaaaa");
    assertThat(learn(Map.of(word, 1L), 30, 1).encode(word)).hasSize(1);
  }

  @Test
  void nothingIsLearnedFromNothing() {
    assertThat(learn(Map.of(), 10, 1).symbolCount()).isEqualTo(Merges.BYTES);
    assertThat(learn(Map.of("a", 9L), 10, 1).lines()).isEmpty();
    assertThat(learn(Map.of("ab", 9L), 10, 10).lines()).isEmpty();
    assertThat(spelled(learn(Map.of(), 10, 1), "")).isEmpty();
  }

  @Test
  void wordsBeyondTheLimitAreNotTaken() {
    MergeTrainer trainer = new MergeTrainer();
    assertThat(trainer.add("x".repeat(MergeTrainer.MAX_BYTES / 2), 2)).isTrue();
    assertThat(trainer.add("y".repeat(MergeTrainer.MAX_BYTES / 2), 1)).isFalse();
  }

  private static List<String> spelled(Merges merges, String word) {
    return Arrays.stream(merges.encode(word)).mapToObj(merges::spelling).toList();
  }

  private static List<String> letters(String word) {
    return new ArrayList<>(Arrays.asList(word.split("")));
  }

  private static List<String> plainRules(Map<String, Long> words, int maxSubwords, long minCount) {
    List<String> symbols = new ArrayList<>(ByteAlphabet.spellings());
    Map<List<String>, Long> chains = new HashMap<>();
    words.forEach((word, count) -> chains.put(letters(word), count));
    List<String> rules = new ArrayList<>();
    while (symbols.size() < Merges.BYTES + maxSubwords) {
      // By the ages of the two symbols, the oldest first.
      Map<Integer, Long> pairs = new TreeMap<>();
      chains.forEach(
          (chain, count) -> {
            for (int i = 0; i + 1 < chain.size(); i++) {
              int pair = symbols.indexOf(chain.get(i)) * 1000 + symbols.indexOf(chain.get(i + 1));
              pairs.merge(pair, count, Long::sum);
            }
          });
      long best = pairs.values().stream().mapToLong(Long::longValue).max().orElse(0);
      if (best < minCount) {
        break;
      }
      int pair =
          pairs.entrySet().stream()
              .filter(entry -> entry.getValue() == best)
              .findFirst()
              .orElseThrow()
              .getKey();
      String left = symbols.get(pair / 1000);
      String right = symbols.get(pair % 1000);
      if (!rules.contains(left + " " + right)) {
        rules.add(left + " " + right);
      }
      if (!symbols.contains(left + right)) {
        symbols.add(left + right);
      }
      chains.keySet().forEach(chain -> join(chain, left, right));
      Map<List<String>, Long> rehashed = new HashMap<>();
      chains.forEach((chain, count) -> rehashed.merge(chain, count, Long::sum));
      chains.clear();
      chains.putAll(rehashed);
    }
    return rules;
  }

  private static void join(List<String> chain, String left, String right) {
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (chain.get(i).equals(left) && chain.get(i + 1).equals(right)) {
        chain.set(i, left + right);
        chain.remove(i + 1);
      }
    }
  }

  private static List<String> plainCut(List<String> rules, String word) {
    List<String> chain = letters(word);
    while (true) {
      int first = Integer.MAX_VALUE;
      int place = 0;
      for (int i = 0; i + 1 < chain.size(); i++) {
        int rule = rules.indexOf(chain.get(i) + " " + chain.get(i + 1));
        if (rule >= 0 && rule < first) {
          first = rule;
          place = i;
        }
      }
      if (first == Integer.MAX_VALUE) {
        return chain;
      }
      chain.set(place, chain.get(place) + chain.get(place + 1));
      chain.remove(place + 1);
    }
  }
}
