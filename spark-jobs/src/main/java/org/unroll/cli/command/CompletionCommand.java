package org.unroll.cli.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that prints a script with which a shell completes commands and options. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands and options in bash and zsh.")
public final class CompletionCommand implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    CommandLine unroll = spec.parent().commandLine();
    // The launcher's own options, which this program never sees.
    spec.parent().addOption(OptionSpec.builder("--master").type(String.class).build());
    spec.parent().addOption(OptionSpec.builder("--conf").type(String.class).build());
    spec.commandLine().getOut().println(AutoComplete.bash(spec.parent().name(), unroll));
  }
}
