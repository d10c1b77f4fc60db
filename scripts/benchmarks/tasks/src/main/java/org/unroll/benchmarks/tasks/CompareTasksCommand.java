package org.unroll.benchmarks.tasks;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.unroll.benchmarks.ContenderProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command line that trains the network of a task with Unroll and with PyTorch in alternating
 * epochs, and compares the seconds and what both learn.
 */
@Command(
    name = "compare-tasks",
    description =
        "Trains the network of a task with Unroll and with PyTorch in alternating epochs, from the"
            + " same parameters, on the same mini-batches, with one thread each on the same core.")
public final class CompareTasksCommand implements Callable<Integer> {

  private final PrintStream out;

  @Parameters(hidden = true, description = "script that starts a contender")
  private Path peer = Path.of("peer");

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      required = true,
      description = "a folder that prepare --task wrote")
  private Path data = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "the configuration, as train takes it; train.shards is 1")
  private File config = new File("");

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "sets a key of it")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "5",
      description = "epochs of each library (default: ${DEFAULT-VALUE})")
  private int epochs;

  @Option(
      names = "--blas",
      paramLabel = "NAME",
      defaultValue = "mkl",
      description = "PyTorch's BLAS: mkl or openblas (default: ${DEFAULT-VALUE})")
  private String blas = "mkl";

  @Option(
      names = "--core",
      paramLabel = "CORE",
      defaultValue = "0",
      description = "the core to use (default: ${DEFAULT-VALUE})")
  private String core = "0";

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description =
          "time for which each library trains first, to forget it (default: ${DEFAULT-VALUE})")
  private double warmUp;

  @Option(
      names = "--check",
      description =
          "instead, compare losses, gradients and parameters of both libraries in 20 steps without"
              + " dropout")
  private boolean check;

  @Option(names = "--help", usageHelp = true, description = "show this help message and exit")
  private boolean help;

  private CompareTasksCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String... arguments) {
    System.exit(new CommandLine(new CompareTasksCommand(System.out)).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (check) {
      List<String> command = command("pytorch-task");
      command.add("--check");
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
    String torch = blas.equals("openblas") ? "pytorch-openblas-task" : "pytorch-task";
    try (ContenderProcess unroll = start("unroll-task");
        ContenderProcess pytorch = start(torch)) {
      TaskComparison comparison = TaskComparison.of(unroll.await(LearnerCommand.READY));
      pytorch.await(LearnerCommand.READY);
      List<ContenderProcess> both = List.of(unroll, pytorch);
      for (ContenderProcess process : both) {
        process.request(LearnerCommand.WARM_UP + warmUp);
        process.await(LearnerCommand.WARM);
      }
      out.println(comparison.header());
      for (int epoch = 0; epoch < epochs; epoch++) {
        LearningRun.Epoch[] results = new LearningRun.Epoch[both.size()];
        for (int i = 0; i < both.size(); i++) {
          int which = epoch % 2 == 0 ? i : both.size() - 1 - i; // the order alternates
          both.get(which).request(LearnerCommand.EPOCH);
          results[which] =
              LearningRun.Epoch.parse(both.get(which).await(LearnerCommand.EPOCH + " "));
        }
        out.println(comparison.add(results[0], results[1]));
      }
      out.println();
      out.println(comparison.table(data.getFileName().toString()));
    }
    return 0;
  }

  private ContenderProcess start(String contender) throws IOException {
    return new ContenderProcess(contender, core, command(contender));
  }

  private List<String> command(String contender) {
    List<String> command =
        new ArrayList<>(
            List.of(
                peer.toString(),
                contender,
                "--data",
                data.toString(),
                "--config",
                config.toString()));
    for (String override : overrides) {
      command.add("--set");
      command.add(override);
    }
    return command;
  }
}
