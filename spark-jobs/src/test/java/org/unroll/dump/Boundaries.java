package org.unroll.dump;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The places where cutting a dump could go wrong. */
final class Boundaries {

  /** The magic number of a bzip2 block. */
  static final long BLOCK = 0x314159265359L;

  private static final long END_OF_STREAM = 0x177245385090L;

  private Boundaries() {}

  /** Returns the bits at which one of the magic numbers begins; they are not aligned to bytes. */
  static List<Long> bits(byte[] bytes, long... magics) {
    List<Long> bits = new ArrayList<>();
    long window = 0;
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      window = (window << 1 | bytes[bit / 8] >> 7 - bit % 8 & 1) & 0xffffffffffffL;
      for (long magic : magics) {
        if (window == magic) {
          bits.add(bit - 47L);
        }
      }
    }
    return bits;
  }

  /** Returns the bytes at which blocks begin and streams end, or at which pages begin and end. */
  static List<Long> of(byte[] bytes) {
    return bytes[0] == 'B'
        ? bits(bytes, BLOCK, END_OF_STREAM).stream().map(bit -> bit / 8).toList()
        : pages(bytes);
  }

  private static List<Long> pages(byte[] bytes) {
    List<Long> places = new ArrayList<>();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (int page = text.indexOf("page>"); page >= 0; page = text.indexOf("page>", page + 1)) {
      char before = page == 0 ? 0 : text.charAt(page - 1);
      if (before == '<') {
        places.add(page - 1L);
      } else if (before == '/') {
        places.add(page + 5L);
      }
    }
    return places;
  }
}
