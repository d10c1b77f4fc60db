package org.unroll.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.articles.cleaning.Articles;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.errors.UnrollException;

/**
 * Thousands of damaged dumps: each is read to its end, refused in one line, or read with what is
 * lost counted; the same wherever the file is cut.
 */
@Tag("slow")
class TestDumpFuzz {

  private static final int MUTATIONS = 2000;
  private static final int PAGES = 40;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private enum Storage {
    XML,
    BZIP2,
    GZIP
  }

  private enum Mutation {
    FLIP_A_BIT,
    SET_A_BYTE,
    TRUNCATE,
    REMOVE,
    DUPLICATE,
    SWAP,
    INSERT,
    ZEROS
  }

  private enum End {
    READ,
    COUNTED,
    REFUSED
  }

  private static byte[] xml() {
    Random random = new Random(3);
    String[] pages = new String[PAGES];
    for (int page = 0; page < PAGES; page++) {
      StringBuilder text =
          new StringBuilder("'''Lugar''' &lt;b&gt;é&lt;/b&gt; &amp;nbsp; {{nota|a}} ");
      for (int word = random.nextInt(400); word > 0; word--) {
        text.append(Integer.toString(random.nextInt(50_000), 36))
            .append(word % 9 == 0 ? ".\n" : " ");
      }
      pages[page] = SampleDump.page(page + 1, "P" + page, text.toString());
    }
    return SampleDump.xml(pages).getBytes(StandardCharsets.UTF_8);
  }

  /** Several streams or members; blocks of bzip2 are small because streams are. */
  private static byte[] store(byte[] xml, Storage storage) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    int piece = storage == Storage.XML ? xml.length : xml.length / 5 + 1;
    for (int from = 0; from < xml.length; from += piece) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      try (OutputStream out =
          switch (storage) {
            case XML -> one;
            case BZIP2 -> new BZip2CompressorOutputStream(one, 1);
            case GZIP -> new GZIPOutputStream(one);
          }) {
        out.write(xml, from, Math.min(piece, xml.length - from));
      }
      one.writeTo(stored);
    }
    return stored.toByteArray();
  }

  private static byte[] mutate(byte[] bytes, Mutation mutation, Random random) {
    int at = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(bytes.length - at, 1 << random.nextInt(14)));
    byte[] changed = bytes.clone();
    switch (mutation) {
      case FLIP_A_BIT -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case SET_A_BYTE -> changed[at] = (byte) random.nextInt(256);
      case TRUNCATE -> changed = Arrays.copyOf(bytes, Math.max(1, at));
      case REMOVE -> changed = splice(bytes, at, length, new byte[0]);
      case DUPLICATE -> changed = splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case SWAP -> {
        int other = random.nextInt(bytes.length - length + 1);
        System.arraycopy(bytes, other, changed, at, length);
        System.arraycopy(bytes, at, changed, other, length);
      }
      case INSERT -> {
        byte[] inserted = new byte[length];
        random.nextBytes(inserted);
        changed = splice(bytes, at, 0, inserted);
      }
      case ZEROS -> Arrays.fill(changed, at, at + length, (byte) 0);
    }
    return changed;
  }

  private static byte[] splice(byte[] bytes, int at, int removed, byte[] inserted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.writeBytes(inserted);
    out.write(bytes, at + removed, bytes.length - at - removed);
    return out.toByteArray();
  }

  private record Result(long kept, long read, Map<String, Long> skipped, long bytes) {}

  private static Result read(Path file, Dump.Damage damage, long size) {
    PageTally tally = new PageTally();
    long kept = 0;
    for (DumpPart part : Dump.parts(List.of(PageLog.open(file, damage)), size)) {
      Articles articles = PageLog.articles(part);
      while (articles.hasNext()) {
        articles.next();
        kept++;
      }
      tally.add(articles.takeTally());
    }
    long lost = tally.skipped().values().stream().mapToLong(Long::longValue).sum();
    assertThat(tally.kept()).isEqualTo(kept);
    assertThat(tally.read()).isEqualTo(kept + lost);
    return new Result(kept, tally.read(), tally.skipped(), tally.damagedBytes());
  }

  /** Reads a file; only an error of one line that names it may come out. */
  private static End end(Path file, Dump.Damage damage) {
    try {
      Result whole = read(file, damage, Long.MAX_VALUE / 16);
      long size = Math.max(1, file.toFile().length() / 3);
      assertThat(read(file, damage, size)).isEqualTo(whole);
      return whole.bytes() > 0 || whole.skipped().containsKey("damaged") ? End.COUNTED : End.READ;
    } catch (UnrollException e) {
      assertThat(e.getMessage()).contains("/dump").doesNotContain("\n").hasSizeLessThan(1000);
      assertThat(e.exitCode()).isEqualTo(65);
      return End.REFUSED;
    }
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void everyDamageIsNamedOrCounted(Storage storage) throws IOException {
    byte[] xml = xml();
    byte[] stored = store(xml, storage);
    Result whole = read(Files.write(folder.resolve("dump"), stored), Dump.Damage.REFUSE, 1 << 20);
    assertThat(whole.kept()).isEqualTo(PAGES);
    Map<End, Integer> refusing = new EnumMap<>(End.class);
    Map<End, Integer> skipping = new EnumMap<>(End.class);
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Random random = new Random(seed);
      Mutation mutation = Mutation.values()[seed % Mutation.values().length];
      byte[] mutated = mutate(stored, mutation, random);
      Path file = Files.write(folder.resolve("dump"), mutated);
      String name = storage + ", mutation " + seed + " (" + mutation + ")";
      assertThatCode(
              () ->
                  Assertions.assertTimeoutPreemptively(
                      LIMIT,
                      () -> {
                        refusing.merge(end(file, Dump.Damage.REFUSE), 1, Integer::sum);
                        skipping.merge(end(file, Dump.Damage.SKIP), 1, Integer::sum);
                      }))
          .as(name)
          .doesNotThrowAnyException();
    }
    System.out.printf("%s: refusing damage %s, skipping it %s%n", storage, refusing, skipping);
    assertThat(refusing).doesNotContainKey(End.COUNTED);
    assertThat(skipping.get(End.COUNTED)).isGreaterThan(MUTATIONS / 3);
  }
}
