package org.unroll.cli.terminal;

import java.io.PrintStream;
import java.util.Locale;
import org.unroll.progress.Progress;

/**
 * Progress on standard error: on a terminal one line that is redrawn, otherwise a plain line every
 * ten seconds and at each mark.
 *
 * <p>Not thread-safe.
 */
public final class ConsoleProgress implements Progress {

  private static final long NANOS = 1_000_000_000L;
  private static final long REDRAW_EVERY = NANOS / 5;
  private static final long LINE_EVERY = 10 * NANOS;
  private static final int BAR_WIDTH = 24;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private boolean drawn;

  public ConsoleProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Stage begin(String name, long total, String unit) {
    return new ConsoleStage(name, total, unit);
  }

  @Override
  public void say(String line) {
    clear();
    out.println(line);
  }

  private void clear() {
    if (drawn) {
      out.print(CLEAR_LINE);
      drawn = false;
    }
  }

  private final class ConsoleStage implements Stage {

    private final String name;
    private final long total;
    private final String unit;
    private final long began = System.nanoTime();
    private long shown = began;
    private long first;
    private long done;
    private String note = "";
    private boolean started;

    ConsoleStage(String name, long total, String unit) {
      this.name = name;
      this.total = total;
      this.unit = unit;
    }

    @Override
    public void update(long nowDone, String nowNote) {
      update(nowDone, nowNote, terminal ? REDRAW_EVERY : LINE_EVERY);
    }

    @Override
    public void mark(long nowDone, String nowNote) {
      update(nowDone, nowNote, terminal ? REDRAW_EVERY : 0);
    }

    private void update(long nowDone, String nowNote, long showEvery) {
      if (!started) {
        first = nowDone;
        started = true;
      }
      done = nowDone;
      note = nowNote;
      long now = System.nanoTime();
      if (now - shown >= showEvery) {
        shown = now;
        show(now);
      }
    }

    private void show(long now) {
      double seconds = (now - began) / (double) NANOS;
      double rate = (done - first) / seconds;
      String left = rate > 0 && done < total ? ", " + time((total - done) / rate) + " left" : "";
      String text =
          String.format(
              Locale.ROOT,
              "%d/%d %s%s%s%s",
              done,
              total,
              unit,
              rate > 0 ? ", " + pace(rate) : "",
              left,
              note.isEmpty() ? "" : "; " + note);
      if (terminal) {
        out.print(CLEAR_LINE + name + " " + bar() + " " + text);
        out.flush();
        drawn = true;
      } else {
        out.println(name + ": " + text);
      }
    }

    private String bar() {
      int filled = total == 0 ? 0 : (int) (BAR_WIDTH * done / total);
      return "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "]";
    }

    /** A stage that ends early is not reported; the reason is reported elsewhere. */
    @Override
    public void close() {
      clear();
      if (done < total) {
        return;
      }
      double seconds = (System.nanoTime() - began) / (double) NANOS;
      out.println(name + ": " + done + " " + unit + " in " + time(seconds));
    }
  }

  /** Formats a rate as units per second or, below one, as seconds per unit. */
  static String pace(double rate) {
    if (rate < 1) {
      return String.format(Locale.ROOT, "%.1f s each", 1 / rate);
    }
    return String.format(Locale.ROOT, rate < 100 ? "%.1f/s" : "%,.0f/s", rate);
  }

  /** Formats a duration in its two largest units, such as 2m 05s. */
  public static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + "s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%dm %02ds", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%dh %02dm", whole / 3600, whole / 60 % 60);
  }
}
