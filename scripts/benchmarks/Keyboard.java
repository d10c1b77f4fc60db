import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * People who type, as a load on a server; {@code keyboard} runs it.
 *
 * <pre>
 * Keyboard PORT PID VOCABULARY RATE SECONDS
 * </pre>
 *
 * Each request is one word more of one of some texts, and asks for three suggestions after it. First they come one after
 * the other, as a warm-up. Then they are sent at a constant rate, whatever the answers do; a time is that from when its
 * request was due.
 */
public final class Keyboard {

  private static final int TYPISTS = 32;
  private static final int WORDS = 20;
  private static final int WARM_UP = 3000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final StringBuilder[] texts = new StringBuilder[TYPISTS];
  private final URI uri;
  private final int words;
  private int sent;

  private Keyboard(String port, int words) {
    this.uri = URI.create("http://127.0.0.1:" + port + "/v1/suggest");
    this.words = words;
    Arrays.setAll(texts, i -> new StringBuilder());
  }

  public static void main(String[] arguments) {
    Keyboard keyboard = new Keyboard(arguments[0], Integer.parseInt(arguments[2]) - 3);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow();
    int rate = Integer.parseInt(arguments[3]);
    for (int i = 0; i < WARM_UP; i++) {
      keyboard.type().join();
    }
    Duration before = server.info().totalCpuDuration().orElseThrow();
    long[] nanos = new long[rate * Integer.parseInt(arguments[4])];
    int refused = keyboard.typeAt(rate, nanos);
    Duration cpu = server.info().totalCpuDuration().orElseThrow().minus(before);
    Arrays.sort(nanos);
    for (double quantile : new double[] {0.5, 0.9, 0.99, 0.999}) {
      double millis = nanos[(int) (quantile * nanos.length)] * 1e-6;
      System.out.printf(Locale.ROOT, "p%-5s %8.2f ms%n", 100 * quantile, millis);
    }
    System.out.printf(
        Locale.ROOT, "server %8.2f ms of CPU time a request; %d refused%n", cpu.toNanos() * 1e-6 / nanos.length, refused);
  }

  /** Sends requests at a rate; returns how many were not answered with suggestions. */
  private int typeAt(int rate, long[] nanos) {
    AtomicInteger refused = new AtomicInteger();
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      long due = began + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      int number = i;
      answers.add(
          type()
              .thenAccept(
                  status -> {
                    nanos[number] = System.nanoTime() - due;
                    refused.addAndGet(status == 200 ? 0 : 1);
                  }));
    }
    answers.forEach(CompletableFuture::join);
    return refused.get();
  }

  /** Sends the next request; its status. */
  private CompletableFuture<Integer> type() {
    StringBuilder text = texts[sent % TYPISTS];
    if (sent / TYPISTS % WORDS == 0) {
      text.setLength(0);
    }
    text.append('w').append(sent++ * 7919L % words).append(' ');
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"context\":\"" + text + "\"}"))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::statusCode);
  }
}
