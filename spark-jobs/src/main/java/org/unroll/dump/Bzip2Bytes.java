package org.unroll.dump;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.unroll.bzip2.Bzip2Blocks;
import org.unroll.dump.input.FilePart;

/** The uncompressed bytes of the bzip2 blocks that begin in the range of a part. */
final class Bzip2Bytes implements PartBytes {

  private static final int LAST_BLOCKS = 64;

  private final FSDataInputStream stream;
  private final long fileLength;
  private final long start;
  private final long startBit;
  private final long endBit;

  private Bzip2Blocks blocks;
  private boolean opened;
  private boolean ended;

  /** Whether {@link #blocks} is at a block that is not decoded yet. */
  private boolean moved;

  /** The bit at which the last decoded block begins. */
  private long lastBegin;

  private int position;
  private int length;
  private boolean inPart;

  /** The number of bytes of all decoded blocks. */
  private long decoded;

  /** The stored byte at which each of the last blocks begins, by the number of bytes before it. */
  private final TreeMap<Long, Long> lastBlocks = new TreeMap<>();

  /** Opens the blocks that begin in the range of {@code part}. */
  Bzip2Bytes(FSDataInputStream stream, FilePart part) throws IOException {
    this.stream = stream;
    this.fileLength = part.file().length();
    this.start = part.start();
    this.startBit = part.start() * Byte.SIZE;
    this.endBit = part.end() * Byte.SIZE;
    this.lastBegin = startBit;
    this.blocks = blocks(stream, start);
  }

  private static Bzip2Blocks blocks(FSDataInputStream stream, long offset) throws IOException {
    stream.seek(offset);
    return new Bzip2Blocks(stream, offset);
  }

  @Override
  public int read(byte[] to, int from, int wanted) throws IOException {
    while (position == length) {
      if (ended || !(moved || move())) {
        ended = true;
        inPart = false;
        return -1;
      }
      // A block that begins after the part is decoded too: the last page of the part may end in it.
      moved = true;
      blocks.decode();
      moved = false;
      lastBegin = blocks.start();
      position = 0;
      length = blocks.length();
      inPart = lastBegin < endBit;
      remember(lastBegin / Byte.SIZE);
    }
    int count = Math.min(wanted, length - position);
    System.arraycopy(blocks.bytes(), position, to, from, count);
    position += count;
    return count;
  }

  private void remember(long block) {
    lastBlocks.put(decoded, block);
    decoded += length;
    if (lastBlocks.size() > LAST_BLOCKS) {
      lastBlocks.pollFirstEntry();
    }
  }

  private boolean move() throws IOException {
    if (opened) {
      return blocks.next();
    }
    opened = true;
    if (start == 0) {
      return blocks.first();
    }
    return blocks.seek() && blocks.start() < endBit;
  }

  /**
   * A damaged block with an intact magic number is counted by the part in which it begins. Without
   * one, the part of the block before counts the damage, as no other part knows of the block.
   */
  @Override
  public long skipDamage() throws IOException {
    long damage = blocks.start();
    long owner = moved ? damage : lastBegin;
    blocks = blocks(stream, Math.min(fileLength, damage / Byte.SIZE + 1));
    moved = blocks.seek();
    ended = !moved;
    long next = moved ? blocks.start() : fileLength * Byte.SIZE;
    return owner >= startBit && owner < endBit ? (next - damage) / Byte.SIZE : 0;
  }

  @Override
  public String place(long offset) {
    Map.Entry<Long, Long> block = lastBlocks.floorEntry(offset);
    return "in the bzip2 block at byte " + (block == null ? start : block.getValue());
  }

  @Override
  public boolean isInPart() {
    return inPart;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
