package org.unroll.bzip2;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The decoder of single blocks. It undoes, in this order, prefix codes, move-to-front coding, the
 * Burrows-Wheeler transform and run-length coding, and verifies the checksum of a block before any
 * of its bytes are returned.
 */
final class BlockDecoder {

  private static final int MAX_BYTES = 900_000;
  private static final int SYMBOLS_PER_SELECTOR = 50;
  private static final int MAX_SELECTORS = 18_002;
  private static final int RUN_B = 1;

  /** The number of equal bytes that a repeat count follows. */
  private static final int RUN_BEFORE_COUNT = 4;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final BitReader in;

  private final PrefixCode[] codes = new PrefixCode[6];
  private final byte[] selectors = new byte[MAX_SELECTORS];
  private final byte[] lengths = new byte[PrefixCode.MAX_SYMBOLS];

  /** The byte values that occur, most recent first. */
  private final byte[] recent = new byte[256];

  /** The count of each byte value; later, its first row in the sorted block. */
  private final int[] starts = new int[256];

  /** The last column of the sorted block in the low 8 bits, the next row of the text above them. */
  private final int[] column = new int[MAX_BYTES];

  private byte[] transformed = new byte[0];
  private byte[] out = new byte[MAX_BYTES];
  private int length;
  private final byte[] reversed = new byte[1 << 13];

  /** The position of the block's magic number in the file, in bits. */
  private long start;

  private int checksum;

  BlockDecoder(BitReader in) {
    this.in = in;
    Arrays.setAll(codes, index -> new PrefixCode());
  }

  /** Returns the bytes of the block, valid in {@code [0, length())}. */
  byte[] bytes() {
    return out;
  }

  int length() {
    return length;
  }

  /**
   * Decodes the block whose magic number was just read.
   *
   * @throws CorruptBzip2Exception if the block is malformed or truncated, or does not match its
   *     checksum
   */
  void decode() throws IOException {
    start = in.position() - 48;
    try {
      checksum = in.read(32);
      boolean randomized = in.readFlag();
      int firstRow = in.read(24);
      int symbols = readByteValues() + 2;
      int selectorCount = readTables(symbols);
      int size = readColumn(symbols - 1, selectorCount);
      check(firstRow < size, "the row of the text beyond the last row");
      invert(firstRow, size);
      if (randomized) {
        Randomization.undo(transformed, size);
      }
      expandRuns(size);
      check(checksum(out, length) == checksum, "bytes that do not match the block's checksum");
    } catch (EOFException e) {
      throw new CorruptBzip2Exception(
          "expected the rest of a block, found the end of the file", start);
    }
  }

  /** Returns the checksum of the decoded block. */
  int checksum() {
    return checksum;
  }

  private void check(boolean valid, String found) throws CorruptBzip2Exception {
    if (!valid) {
      throw new CorruptBzip2Exception("found " + found, start);
    }
  }

  /** Reads the set of byte values that occur in the block; returns their number. */
  private int readByteValues() throws IOException {
    int count = 0;
    int ranges = in.read(16);
    for (int range = 0; range < 16; range++) {
      if ((ranges & 0x8000 >>> range) != 0) {
        int members = in.read(16);
        for (int member = 0; member < 16; member++) {
          if ((members & 0x8000 >>> member) != 0) {
            recent[count++] = (byte) (range * 16 + member);
          }
        }
      }
    }
    check(count > 0, "a block without byte values");
    return count;
  }

  private int readTables(int symbols) throws IOException {
    int tables = in.read(3);
    check(tables >= 2 && tables <= codes.length, tables + " prefix codes");
    int selectorCount = in.read(15);
    check(selectorCount > 0, "no selectors");
    readSelectors(tables, selectorCount);
    for (int table = 0; table < tables; table++) {
      int bits = in.read(5);
      for (int symbol = 0; symbol < symbols; symbol++) {
        while (in.readFlag()) {
          bits += in.readFlag() ? -1 : 1;
          check(bits > 0 && bits <= PrefixCode.MAX_LENGTH, "a code word of " + bits + " bits");
        }
        check(bits > 0 && bits <= PrefixCode.MAX_LENGTH, "a code word of " + bits + " bits");
        lengths[symbol] = (byte) bits;
      }
      codes[table].set(lengths, symbols);
    }
    return Math.min(selectorCount, MAX_SELECTORS);
  }

  private void readSelectors(int tables, int count) throws IOException {
    byte[] order = {0, 1, 2, 3, 4, 5};
    for (int selector = 0; selector < count; selector++) {
      int index = 0;
      while (in.readFlag()) {
        index++;
        check(index < tables, "a selector beyond the last prefix code");
      }
      byte table = order[index];
      System.arraycopy(order, 0, order, 1, index);
      order[0] = table;
      if (selector < MAX_SELECTORS) {
        // Some encoders write more selectors than a block can use.
        selectors[selector] = table;
      }
    }
  }

  /** Reads the last column of the sorted block; returns its length. */
  private int readColumn(int endOfBlock, int selectorCount) throws IOException {
    Arrays.fill(starts, 0);
    int size = 0;
    int run = 0;
    int weight = 1;
    for (int selector = 0; selector < selectorCount; selector++) {
      PrefixCode code = codes[selectors[selector]];
      for (int i = 0; i < SYMBOLS_PER_SELECTOR; i++) {
        int symbol = code.decode(in);
        if (symbol <= RUN_B) {
          check(symbol >= 0, "bits that are not a code word");
          // The lengths of runs of the most recent byte are in bijective base 2, with digits 1 and
          // 2.
          run += weight << symbol;
          weight <<= 1;
          check(run <= MAX_BYTES - size, "more bytes than a block may have");
          continue;
        }
        if (run > 0) {
          int value = recent[0] & 0xff;
          starts[value] += run;
          Arrays.fill(column, size, size + run, value);
          size += run;
          run = 0;
          weight = 1;
        }
        if (symbol == endOfBlock) {
          return size;
        }
        check(size < MAX_BYTES, "more bytes than a block may have");
        byte value = moveToFront(symbol - 1);
        column[size++] = value & 0xff;
        starts[value & 0xff]++;
      }
    }
    throw new CorruptBzip2Exception("expected the end of the block, found none", start);
  }

  private byte moveToFront(int index) {
    byte[] order = recent;
    byte value = order[index];
    if (index < 16) {
      for (int i = index; i > 0; i--) {
        order[i] = order[i - 1];
      }
    } else {
      System.arraycopy(order, 0, order, 1, index);
    }
    order[0] = value;
    return value;
  }

  /** Inverts the Burrows-Wheeler transform. */
  private void invert(int firstRow, int size) {
    int sum = 0;
    for (int value = 0; value < starts.length; value++) {
      int count = starts[value];
      starts[value] = sum;
      sum += count;
    }
    int[] links = column;
    for (int row = 0; row < size; row++) {
      links[starts[links[row] & 0xff]++] |= row << 8;
    }
    if (transformed.length < size) {
      transformed = new byte[MAX_BYTES];
    }
    byte[] to = transformed;
    int row = links[firstRow] >>> 8;
    for (int i = 0; i < size; i++) {
      int entry = links[row];
      to[i] = (byte) entry;
      row = entry >>> 8;
    }
  }

  /** Undoes run-length coding: a repeat count follows each four equal bytes. */
  private void expandRuns(int size) {
    length = 0;
    int run = 0;
    int last = -1;
    for (int i = 0; i < size; i++) {
      byte value = transformed[i];
      if (length == out.length) {
        out = Arrays.copyOf(out, 2 * length);
      }
      out[length++] = value;
      run = value == last ? run + 1 : 1;
      last = value;
      if (run == RUN_BEFORE_COUNT && ++i < size) {
        int repeats = transformed[i] & 0xff;
        if (length + repeats > out.length) {
          out = Arrays.copyOf(out, 2 * out.length);
        }
        Arrays.fill(out, length, length + repeats, value);
        length += repeats;
        run = 0;
      }
    }
  }

  /**
   * Computes the checksum of bzip2, which is the CRC-32 of Java but for the order of bits within
   * bytes.
   */
  private int checksum(byte[] bytes, int count) {
    CRC32 crc = new CRC32();
    for (int from = 0; from < count; from += reversed.length) {
      int part = Math.min(reversed.length, count - from);
      int i = 0;
      for (; i <= part - Long.BYTES; i += Long.BYTES) {
        long word = (long) LONGS.get(bytes, from + i);
        LONGS.set(reversed, i, Long.reverseBytes(Long.reverse(word)));
      }
      for (; i < part; i++) {
        reversed[i] = (byte) (Integer.reverse(bytes[from + i]) >>> 24);
      }
      crc.update(reversed, 0, part);
    }
    return Integer.reverse((int) crc.getValue());
  }
}
