package org.unroll.progress;

/** The progress of long work; the command line shows it, tests ignore it. */
public interface Progress {

  /** A stage of the work; closing it reports its end. */
  interface Stage extends AutoCloseable {

    /**
     * Reports how far the stage is.
     *
     * @param done units done since the stage began, out of its total
     * @param note a note for people, such as a loss
     */
    void update(long done, String note);

    /** Reports it at a point that a log should show, however little time has passed. */
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

  /** Shows a line at once. */
  void say(String line);

  /** A progress that is not shown. */
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
