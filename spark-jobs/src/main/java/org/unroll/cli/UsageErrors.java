package org.unroll.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.unroll.errors.ErrorMessage;
import org.unroll.errors.NearestName;
import picocli.CommandLine;

/**
 * The handler of wrong usage: one line that names the nearest option or command, and the help
 * option.
 */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {

  @Override
  public int handleParseException(CommandLine.ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "unroll: "
            + message(error)
            + "; see "
            + command.getCommandSpec().qualifiedName()
            + " --help");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(CommandLine.ParameterException error) {
    CommandLine command = error.getCommandLine();
    if (error instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getUnmatched().get(0), command);
    }
    // A misspelt option is also a missing one; the misspelling is what to mend.
    List<String> rest = command.getUnmatchedArguments();
    if (error instanceof CommandLine.MissingParameterException && !rest.isEmpty()) {
      return unknown(rest.get(0), command);
    }
    return ErrorMessage.firstLine(error);
  }

  private static String unknown(String found, CommandLine command) {
    String name = found.replaceFirst("=.*", "");
    if (name.startsWith("-")) {
      List<String> options = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
      return "unknown option '" + name + "'" + NearestName.suggestion(name, options);
    }
    List<String> commands = new ArrayList<>(command.getSubcommands().keySet());
    return commands.isEmpty()
        ? "expected options only, found '" + found + "'"
        : "unknown command '" + name + "'" + NearestName.suggestion(name, commands);
  }
}
