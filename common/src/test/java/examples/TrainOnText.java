package examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.unroll.config.UnrollConfig;
import org.unroll.inference.TextModel;
import org.unroll.local.Training;

/** Trains a model on a text file and lets it write: {@code TrainOnText FILE MODEL}. */
public final class TrainOnText {

  public static void main(String[] arguments) throws IOException {
    UnrollConfig config =
        UnrollConfig.defaults().with(List.of("model.hiddenSize=64", "train.maxEpochs=10"));
    String text = Files.readString(Path.of(arguments[0]));
    try (TextModel model = Training.local(config, Path.of(arguments[1]), text)) {
      System.out.println(model.generate("", 30, 0.8, 1).text());
    }
  }
}
