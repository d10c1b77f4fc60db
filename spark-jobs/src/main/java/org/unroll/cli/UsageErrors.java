package org.unroll.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** The handler of wrong usage: one line that names the help option. */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {

  @Override
  public int handleParseException(CommandLine.ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "unroll: "
            + error.getMessage()
            + "; see "
            + command.getCommandSpec().qualifiedName()
            + " --help");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}
