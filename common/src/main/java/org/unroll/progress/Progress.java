package org.unroll.progress;

/** Where long work says how far it is; the command line shows it, tests ignore it. */
public interface Progress {

  /** One piece of work under way; closing it says that it ended. */
  interface Stage extends AutoCloseable {

    /**
     * Says how far the stage is.
     *
     * @param done units done since the stage began, out of its total
     * @param note what a person would like to see beside it, such as a loss
     */
    void update(long done, String note);

    /** The same at a point that a log should show, however little time has passed. */
    default void mark(long done, String note) {
      update(done, note);
    }

    @Override
    void close();
  }

  /**
   * Begins a stage.
   *
   * @param name what is done, such as {@code train}
   * @param total how many units it has
   * @param unit in the plural, such as {@code rounds}
   */
  Stage begin(String name, long total, String unit);

  /** Says one line, at once. */
  void say(String line);

  /** Shows nothing. */
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
