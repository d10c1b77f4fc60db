package org.unroll.task.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores of the example in sacreBLEU's README, with the figures that stand there. */
class TestScores {

  private static final List<String> TEXTS =
      List.of("The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.");
  private static final List<List<String>> REFERENCES =
      List.of(
          List.of("The dog bit the man.", "The dog had bit the man."),
          List.of("It was not unexpected.", "No one was surprised."),
          List.of("The man bit him first.", "The man had bitten the dog."));

  @Test
  void bleuIsThatOfSacreBleu() {
    Bleu bleu = new Bleu(false);
    for (int i = 0; i < TEXTS.size(); i++) {
      bleu.add(TEXTS.get(i), REFERENCES.get(i));
    }
    assertThat(bleu.score()).isCloseTo(48.53, within(0.005));
    assertThat(bleu.signature())
        .isEqualTo("nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:unroll");
  }

  @Test
  void chrFIsThatOfSacreBleu() {
    ChrF chrF = new ChrF();
    for (int i = 0; i < TEXTS.size(); i++) {
      chrF.add(TEXTS.get(i), REFERENCES.get(i));
    }
    assertThat(chrF.score()).isCloseTo(59.73, within(0.005));
  }

  @Test
  void sumsOfPartsAreThoseOfTheWhole() {
    Bleu whole = new Bleu(true);
    Bleu first = new Bleu(true);
    Bleu second = new Bleu(true);
    for (int i = 0; i < TEXTS.size(); i++) {
      whole.add(TEXTS.get(i), REFERENCES.get(i));
      (i == 0 ? first : second).add(TEXTS.get(i), REFERENCES.get(i));
    }
    first.add(second);
    assertThat(first.score()).isEqualTo(whole.score());
  }

  @Test
  void aPerfectTextHas100AndAnEmptyOneHas0() {
    Bleu perfect = new Bleu(false);
    perfect.add("one two three four five", List.of("one two three four five"));
    assertThat(perfect.score()).isCloseTo(100, within(1e-9));
    Bleu empty = new Bleu(false);
    empty.add("", List.of("one two"));
    assertThat(empty.score()).isZero();
    ChrF nothing = new ChrF();
    nothing.add("", List.of("one"));
    assertThat(nothing.score()).isZero();
  }

  @Test
  void thirteenAKeepsNumbersWhole() {
    assertThat(Tokenizer13a.tokenize("It's 1,000.5 km/h, \"really\"? (9-10) &amp; so.on"))
        .containsExactly(
            "It's", "1,000.5", "km", "/", "h", ",", "\"", "really", "\"", "?", "(", "9", "-", "10",
            ")", "&", "so", ".", "on");
  }
}
