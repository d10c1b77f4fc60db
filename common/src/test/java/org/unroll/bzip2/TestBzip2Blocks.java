package org.unroll.bzip2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.hadoop.io.compress.bzip2.CBZip2OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestBzip2Blocks {

  /** The byte whose highest bit tells whether the first block is randomised. */
  private static final int RANDOMIZED_FLAG = 14;

  private enum Kind {
    ONE_BYTE,
    ONE_VALUE,
    RUNS,
    RANDOM,
    WORDS,
    RANDOMIZED;

    byte[] bytes() {
      Random random = new Random(ordinal());
      return switch (this) {
        case ONE_BYTE -> new byte[] {7};
        case ONE_VALUE -> new byte[1000];
        case RANDOMIZED -> new byte[3_000_000]; // Hadoop randomises blocks of many equal bytes.
        case RUNS -> {
          byte[] bytes = new byte[500_000];
          for (int i = 0; i < bytes.length; ) {
            int end = Math.min(bytes.length, i + 1 + random.nextInt(300));
            Arrays.fill(bytes, i, end, (byte) random.nextInt(3));
            i = end;
          }
          yield bytes;
        }
        case RANDOM -> {
          byte[] bytes = new byte[250_000];
          random.nextBytes(bytes);
          yield bytes;
        }
        case WORDS -> {
          byte[] bytes = new byte[450_000];
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + Math.min(25, (int) Math.abs(random.nextGaussian() * 6)));
          }
          yield bytes;
        }
      };
    }
  }

  private static byte[] compress(byte[] bytes) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    to.write('B');
    to.write('Z');
    try (CBZip2OutputStream stream = new CBZip2OutputStream(to, 1)) {
      stream.write(bytes);
    }
    return to.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      to.writeBytes(part);
    }
    return to.toByteArray();
  }

  private static byte[] decompress(byte[] bytes) throws IOException {
    Bzip2Blocks blocks = new Bzip2Blocks(new ByteArrayInputStream(bytes), 0);
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    for (boolean found = blocks.first(); found; found = blocks.next()) {
      blocks.decode();
      to.write(blocks.bytes(), 0, blocks.length());
    }
    return to.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void decodesWhatHadoopEncodes(Kind kind) throws IOException {
    byte[] bytes = kind.bytes();
    byte[] compressed = compress(bytes);
    assertThat(decompress(compressed)).isEqualTo(bytes);
    assertThat(new Bzip2InputStream(new ByteArrayInputStream(compressed))).hasBinaryContent(bytes);
    boolean randomized = (compressed[RANDOMIZED_FLAG] & 0x80) != 0;
    assertThat(randomized).isEqualTo(kind == Kind.RANDOMIZED);
  }

  @Test
  void streamsFollowEachOther() throws IOException {
    byte[] words = Kind.WORDS.bytes();
    byte[] runs = Kind.RUNS.bytes();
    byte[] three = join(compress(words), compress(new byte[0]), compress(runs));
    assertThat(decompress(three)).isEqualTo(join(words, runs));
    assertThat(decompress(compress(new byte[0]))).isEmpty();
  }

  @Test
  void eachBlockIsFoundFromAnyByteBeforeIt() throws IOException {
    byte[] compressed = join(compress(Kind.RANDOM.bytes()), compress(Kind.WORDS.bytes()));
    Bzip2Blocks serial = new Bzip2Blocks(new ByteArrayInputStream(compressed), 0);
    long before = 0;
    int blocks = 0;
    for (boolean found = serial.first(); found; found = serial.next()) {
      serial.decode();
      for (long start : new long[] {(before + 7) / 8, serial.start() / 8}) {
        byte[] rest = Arrays.copyOfRange(compressed, (int) start, compressed.length);
        Bzip2Blocks middle = new Bzip2Blocks(new ByteArrayInputStream(rest), start);
        assertThat(middle.seek()).isTrue();
        if (start * 8 <= serial.start()) {
          assertThat(middle.start()).isEqualTo(serial.start());
          middle.decode();
          assertThat(Arrays.copyOf(middle.bytes(), middle.length()))
              .isEqualTo(Arrays.copyOf(serial.bytes(), serial.length()));
        }
      }
      before = serial.start() + 1;
      blocks++;
    }
    assertThat(blocks).isGreaterThan(6);
  }

  @Test
  void everyDamagedByteIsNoticed() throws IOException {
    byte[] words = Arrays.copyOf(Kind.WORDS.bytes(), 2000);
    byte[] compressed = compress(words);
    // The last ten bytes hold the end of the stream and its sum, which only a serial reader needs.
    for (int offset = 0; offset < compressed.length - 10; offset++) {
      byte[] damaged = compressed.clone();
      damaged[offset] ^= 0x10;
      if (offset == 3) {
        continue; // the size of blocks: another digit is as good
      }
      assertThatThrownBy(() -> decompress(damaged))
          .as("byte %d", offset)
          .isInstanceOf(CorruptBzip2Exception.class);
    }
  }

  @Test
  void aStreamReadWholeIsCheckedToItsEnd() throws IOException {
    byte[] words = Arrays.copyOf(Kind.WORDS.bytes(), 2000);
    byte[] stream = compress(words);
    assertThat(new Bzip2InputStream(new ByteArrayInputStream(join(stream, stream))))
        .hasBinaryContent(join(words, words));
    for (int offset = stream.length - 9; offset < stream.length - 1; offset++) {
      byte[] damaged = stream.clone();
      damaged[offset] ^= 0x10;
      assertThatThrownBy(
              () -> new Bzip2InputStream(new ByteArrayInputStream(damaged)).readAllBytes())
          .as("byte %d", offset)
          .isInstanceOf(CorruptBzip2Exception.class);
    }
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] compressed = compress(Arrays.copyOf(Kind.WORDS.bytes(), 2000));
    for (int length = 1; length < compressed.length; length++) {
      byte[] truncated = Arrays.copyOf(compressed, length);
      assertThatThrownBy(() -> decompress(truncated))
          .as("%d bytes", length)
          .isInstanceOf(CorruptBzip2Exception.class);
    }
  }
}
