package org.unroll.errors;

/**
 * Wrong usage or configuration: an unknown key, a value out of its range, options that contradict
 * each other. Exit code 2.
 */
public final class ConfigurationException extends UnrollException {

  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 2;
  }
}
