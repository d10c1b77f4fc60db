package org.unroll.wiki.expand;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of {@code {{#expr:...}}}: MediaWiki's operators, precedences and format of
 * numbers. An operator-precedence parser with a stack of values and one of operators.
 */
final class Expression {

  /** The significant digits of a result, as in PHP, in which MediaWiki is written. */
  private static final int DIGITS = 14;

  /** Smaller numbers are written with an exponent. */
  private static final int MIN_PLAIN_EXPONENT = -4;

  private static final int MAX_STACK = 100;

  private static final int UNARY = 10;
  private static final int FUNCTION = 9;

  private static final Map<String, Operator> UNARY_OPERATORS =
      Map.ofEntries(
          Map.entry("-", unary(UNARY, x -> -x)),
          Map.entry("+", unary(UNARY, x -> x)),
          Map.entry("not", unary(FUNCTION, x -> truth(x == 0))),
          Map.entry("sin", unary(FUNCTION, StrictMath::sin)),
          Map.entry("cos", unary(FUNCTION, StrictMath::cos)),
          Map.entry("tan", unary(FUNCTION, StrictMath::tan)),
          Map.entry("asin", unary(FUNCTION, x -> StrictMath.asin(valid(x, Math.abs(x) <= 1)))),
          Map.entry("acos", unary(FUNCTION, x -> StrictMath.acos(valid(x, Math.abs(x) <= 1)))),
          Map.entry("atan", unary(FUNCTION, StrictMath::atan)),
          Map.entry("exp", unary(FUNCTION, StrictMath::exp)),
          Map.entry("ln", unary(FUNCTION, x -> StrictMath.log(valid(x, x > 0)))),
          Map.entry("abs", unary(FUNCTION, Math::abs)),
          Map.entry("floor", unary(FUNCTION, Math::floor)),
          Map.entry("ceil", unary(FUNCTION, Math::ceil)),
          Map.entry("trunc", unary(FUNCTION, x -> (double) (long) x)),
          Map.entry("sqrt", unary(FUNCTION, x -> Math.sqrt(valid(x, x >= 0)))));

  private static final Map<String, Operator> BINARY_OPERATORS =
      Map.ofEntries(
          Map.entry("e", binary(UNARY, (x, y) -> x * StrictMath.pow(10, y))),
          Map.entry("^", binary(8, (x, y) -> finite(StrictMath.pow(x, y)))),
          Map.entry("*", binary(7, (x, y) -> x * y)),
          Map.entry("/", binary(7, (x, y) -> x / valid(y, y != 0))),
          Map.entry("div", binary(7, (x, y) -> x / valid(y, y != 0))),
          Map.entry("mod", binary(7, (x, y) -> (long) x % (long) valid(y, (long) y != 0))),
          Map.entry("fmod", binary(7, (x, y) -> x % valid(y, y != 0))),
          Map.entry("+", binary(6, Double::sum)),
          Map.entry("-", binary(6, (x, y) -> x - y)),
          Map.entry("round", binary(5, Expression::round)),
          Map.entry("=", binary(4, (x, y) -> truth(x == y))),
          Map.entry("<>", binary(4, (x, y) -> truth(x != y))),
          Map.entry("!=", binary(4, (x, y) -> truth(x != y))),
          Map.entry("<", binary(4, (x, y) -> truth(x < y))),
          Map.entry(">", binary(4, (x, y) -> truth(x > y))),
          Map.entry("<=", binary(4, (x, y) -> truth(x <= y))),
          Map.entry(">=", binary(4, (x, y) -> truth(x >= y))),
          Map.entry("and", binary(3, (x, y) -> truth(x != 0 && y != 0))),
          Map.entry("or", binary(2, (x, y) -> truth(x != 0 || y != 0))));

  private static final Operator OPEN = new Operator(-1, null, null);

  /** An operator of one or of two values; the opening parenthesis is of none. */
  private record Operator(
      int precedence, @Nullable DoubleUnaryOperator one, @Nullable DoubleBinaryOperator two) {}

  /** The expression has a mistake; MediaWiki shows a message in its place. */
  static final class InvalidExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidExpressionException() {
      super("invalid expression", null, false, false);
    }
  }

  private final String text;
  private int position;
  private final Deque<Double> values = new ArrayDeque<>();
  private final Deque<Operator> operators = new ArrayDeque<>();
  private boolean expectsValue = true;

  private Expression(String text) {
    this.text = text;
  }

  /**
   * Returns the value of an expression; null for one without any operand.
   *
   * @throws InvalidExpressionException if it has a mistake
   */
  static @Nullable Double value(String written) {
    String text =
        written.replace("&lt;", "<").replace("&gt;", ">").replace("&minus;", "-").replace('−', '-');
    return new Expression(text).run();
  }

  /** Returns the value as MediaWiki writes it; empty for an expression without any operand. */
  static String text(String written) {
    Double value = value(written);
    return value == null ? "" : format(value);
  }

  private static Operator unary(int precedence, DoubleUnaryOperator operation) {
    return new Operator(precedence, operation, null);
  }

  private static Operator binary(int precedence, DoubleBinaryOperator operation) {
    return new Operator(precedence, null, operation);
  }

  private static double truth(boolean condition) {
    return condition ? 1 : 0;
  }

  private static double valid(double value, boolean valid) {
    if (!valid) {
      throw new InvalidExpressionException();
    }
    return value;
  }

  private static double finite(double value) {
    return valid(value, !Double.isNaN(value));
  }

  /** Rounds half away from zero, as a reader would round the decimal digits. */
  private static double round(double value, double digits) {
    if (!Double.isFinite(value) || Math.abs(digits) > 300) {
      return value;
    }
    return BigDecimal.valueOf(value).setScale((int) digits, RoundingMode.HALF_UP).doubleValue();
  }

  /** Formats a number with 14 significant digits; very large and small ones with an exponent. */
  static String format(double value) {
    if (Double.isNaN(value)) {
      return "NAN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "INF" : "-INF";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= MIN_PLAIN_EXPONENT && exponent < DIGITS) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().abs().toString();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + "."
        + (digits.length() > 1 ? digits.substring(1) : "0")
        + "E"
        + (exponent < 0 ? "-" : "+")
        + Math.abs(exponent);
  }

  private @Nullable Double run() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        position++;
      } else if (isNumber(c)) {
        valid(0, expectsValue);
        push(number());
      } else if (c == '(') {
        valid(0, expectsValue);
        open(OPEN);
        position++;
      } else if (c == ')') {
        close();
      } else {
        symbol(symbolAt(c));
      }
    }
    while (!operators.isEmpty()) {
      Operator operator = operators.pop();
      valid(0, operator != OPEN);
      apply(operator);
    }
    valid(0, values.size() <= 1);
    return values.peek();
  }

  private void push(double value) {
    valid(0, values.size() < MAX_STACK);
    values.push(value);
    expectsValue = false;
  }

  private void open(Operator operator) {
    valid(0, operators.size() < MAX_STACK);
    operators.push(operator);
  }

  private static boolean isNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  /** Reads digits up to a second decimal point, and skips the rest of them. */
  private double number() {
    int start = position;
    int end = start;
    int points = 0;
    while (position < text.length() && isNumber(text.charAt(position))) {
      points += text.charAt(position) == '.' ? 1 : 0;
      position++;
      end = points < 2 ? position : end;
    }
    String digits = text.substring(start, end);
    return digits.equals(".") ? 0 : Double.parseDouble(digits);
  }

  private String symbolAt(char c) {
    int start = position;
    if (isLetter(c)) {
      while (position < text.length() && isLetter(text.charAt(position))) {
        position++;
      }
      return text.substring(start, position).toLowerCase(Locale.ROOT);
    }
    String two = text.substring(start, Math.min(text.length(), start + 2));
    position += two.length() == 2 && BINARY_OPERATORS.containsKey(two) ? 2 : 1;
    return text.substring(start, position);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void symbol(String symbol) {
    if (symbol.equals("pi") || (symbol.equals("e") && expectsValue)) {
      valid(0, expectsValue);
      push(symbol.equals("pi") ? Math.PI : Math.E);
      return;
    }
    if (expectsValue) {
      Operator unary = UNARY_OPERATORS.get(symbol);
      if (unary == null) {
        throw new InvalidExpressionException();
      }
      open(unary);
      return;
    }
    Operator binary = BINARY_OPERATORS.get(symbol);
    if (binary == null) {
      throw new InvalidExpressionException();
    }
    while (!operators.isEmpty() && binary.precedence <= operators.element().precedence) {
      apply(operators.pop());
    }
    open(binary);
    expectsValue = true;
  }

  private void close() {
    while (!operators.isEmpty() && operators.element() != OPEN) {
      apply(operators.pop());
    }
    valid(0, !operators.isEmpty());
    operators.pop();
    position++;
    expectsValue = false;
  }

  private void apply(Operator operator) {
    double right = operand();
    if (operator.one != null) {
      values.push(operator.one.applyAsDouble(right));
    } else if (operator.two != null) {
      values.push(operator.two.applyAsDouble(operand(), right));
    }
  }

  private double operand() {
    Double value = values.poll();
    if (value == null) {
      throw new InvalidExpressionException();
    }
    return value;
  }
}
