import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * People who type, as a load on a server; {@code keyboard} runs it.
 *
 * <pre>
 * Keyboard PORT VOCABULARY RATE SECONDS
 * </pre>
 *
 * Each request is one word more of one of some texts, and asks for three suggestions after it. Requests are sent at a
 * constant rate whatever the answers do; a time is that from when its request was due. The first half is a warm-up.
 */
public final class Keyboard {

  private static final int TYPISTS = 32;
  private static final int WORDS = 20;

  private Keyboard() {}

  public static void main(String[] arguments) {
    URI uri = URI.create("http://127.0.0.1:" + arguments[0] + "/v1/suggest");
    int words = Integer.parseInt(arguments[1]) - 3;
    int rate = Integer.parseInt(arguments[2]);
    int count = rate * Integer.parseInt(arguments[3]);
    HttpClient client = HttpClient.newHttpClient();
    StringBuilder[] texts = new StringBuilder[TYPISTS];
    Arrays.setAll(texts, i -> new StringBuilder());
    long[] nanos = new long[2 * count];
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      StringBuilder text = texts[i % TYPISTS];
      if (i / TYPISTS % WORDS == 0) {
        text.setLength(0);
      }
      text.append('w').append(i * 7919L % words).append(' ');
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"context\":\"" + text + "\"}"))
              .build();
      long due = began + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      int number = i;
      answers.add(
          client
              .sendAsync(request, BodyHandlers.ofString())
              .thenAccept(
                  answer -> {
                    nanos[number] = System.nanoTime() - due;
                    if (answer.statusCode() != 200) {
                      throw new IllegalStateException(answer.body());
                    }
                  }));
    }
    answers.forEach(CompletableFuture::join);
    long[] counted = Arrays.copyOfRange(nanos, count, 2 * count);
    Arrays.sort(counted);
    for (double quantile : new double[] {0.5, 0.9, 0.99, 0.999}) {
      System.out.printf(Locale.ROOT, "p%-5s %8.2f ms%n", 100 * quantile, counted[(int) (quantile * count)] * 1e-6);
    }
  }
}
