package org.unroll.wiki.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as MediaWiki writes them. */
class TestExpression {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1+1; 2",
        "1/3; 0.33333333333333",
        "2/3; 0.66666666666667",
        "1 + 2 * 3; 7",
        "(1 + 2) * 3; 9",
        "10 mod 3; 1",
        "-7 mod 3; -1",
        "7.5 mod 2; 1",
        "7.5 fmod 2; 1.5",
        "2^10; 1024",
        "-2^2; 4",
        "2 ^ 3 ^ 2; 64",
        "7 div 2; 3.5",
        "2.345 round 2; 2.35",
        "1234 round -2; 1200",
        "-2.5 round 0; -3",
        "1.005 round 2; 1.01",
        "trunc -2.7; -2",
        "floor -2.1; -3",
        "ceil 2.1; 3",
        "abs -5; 5",
        "not 0; 1",
        "1 = 1 and 2 <> 3; 1",
        "1 > 2 or 0; 0",
        "5 >= 5; 1",
        "5 != 5; 0",
        "1e3; 1000",
        "1.5e-3; 0.0015",
        "1e14; 1.0E+14",
        "12345678901234567; 1.2345678901235E+16",
        "10^13; 10000000000000",
        "0.0001; 0.0001",
        "0.00001; 1.0E-5",
        "0.1 + 0.2; 0.3",
        "pi; 3.1415926535898",
        "e; 2.718281828459",
        "sqrt 2; 1.4142135623731",
        "5 − 3; 2",
        "- - 3; 3",
        "cos 0 + 1; 2",
        "(1900 - 1) div 100 + 0.5 round 0; 19",
        "30 * 1.609344 round 1; 48.3",
        "5.; 5",
        "1.2.3; 1.2",
      })
  void values(String expression, String value) {
    assertThat(Expression.text(expression)).isEqualTo(value);
  }

  @Test
  void entitiesOfOperators() {
    assertThat(Expression.text("3 &lt; 5")).isEqualTo("1");
    assertThat(Expression.text("3 &gt; 5")).isEqualTo("0");
  }

  @Test
  void anEmptyExpressionIsEmpty() {
    assertThat(Expression.text("  ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/0", "1 mod 0", "2 3", "1 +", "(1", "1)", "foo", "1 2 +", "1 § 2", "ln 0", "not"
      })
  void mistakes(String expression) {
    assertThatThrownBy(() -> Expression.text(expression))
        .isInstanceOf(Expression.InvalidExpressionException.class);
  }

  @Test
  void deepNestingIsAMistake() {
    assertThatThrownBy(() -> Expression.text("(".repeat(5000)))
        .isInstanceOf(Expression.InvalidExpressionException.class);
  }
}
