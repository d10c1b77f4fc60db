package examples;

import org.unroll.inference.TextModel;

/** Prints the three most probable next tokens: {@code CompleteAPrompt MODEL PROMPT}. */
public final class CompleteAPrompt {

  public static void main(String[] arguments) {
    try (TextModel model = TextModel.open(arguments[0])) {
      for (var completion : model.complete(arguments[1], 3).completions()) {
        System.out.printf("%5.1f %%  %s%n", 100 * completion.probability(), completion.token());
      }
    }
  }
}
