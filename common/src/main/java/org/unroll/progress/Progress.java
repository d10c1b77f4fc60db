package org.unroll.progress;

/** A listener to the progress of long work; the command line shows it, tests ignore it. */
public interface Progress {

  /** A stage of the work that is under way; closing it ends the stage. */
  interface Stage extends AutoCloseable {

    /**
     * Reports the progress of the stage.
     *
     * @param done units done since the stage began, out of its total
     * @param note a remark to show beside it, such as a loss
     */
    void update(long done, String note);

    /** Reports progress that a log should show, however little time has passed. */
    default void mark(long done, String note) {
      update(done, note);
    }

    @Override
    void close();
  }

  /**
   * Begins a stage.
   *
   * @param name of the work, such as {@code train}
   * @param total the number of units
   * @param unit the name of a unit in the plural, such as {@code rounds}
   */
  Stage begin(String name, long total, String unit);

  /** Reports one line immediately. */
  void say(String line);

  /** Returns a listener that shows nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public Stage begin(String name, long total, String unit) {
        return new Stage() {
          @Override
          public void update(long done, String note) {}

          @Override
          public void close() {}
        };
      }

      @Override
      public void say(String line) {}
    };
  }
}
