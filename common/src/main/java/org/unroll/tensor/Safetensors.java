package org.unroll.tensor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/**
 * A reader and writer of safetensors files, the format in which models are commonly exchanged.
 *
 * <pre>
 * file    := length header data
 * length  := 8 bytes, little-endian: the bytes of the header
 * header  := JSON object, filled with spaces to a multiple of 8 bytes:
 *            {"__metadata__": {name: text, ...},
 *             name: {"dtype": "F32", "shape": [d0, ...], "data_offsets": [begin, end]}, ...}
 * data    := the tensors, row-major, little-endian, without gaps; offsets count from its first byte
 * </pre>
 *
 * <p>Tensors here are float32 and lie in the order of the header.
 */
public final class Safetensors {

  private static final int MAX_HEADER_BYTES = 100_000_000;
  private static final int CHUNK_VALUES = 1 << 16;

  private Safetensors() {}

  /** Writes tensors; the stream stays open. */
  public static void write(OutputStream out, TensorBlock tensors) throws IOException {
    byte[] header = header(tensors);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(header.length).array());
    out.write(header);
    float[] values = tensors.values();
    ByteBuffer chunk =
        ByteBuffer.allocate(CHUNK_VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK_VALUES) {
      int count = Math.min(CHUNK_VALUES, values.length - from);
      chunk.asFloatBuffer().put(values, from, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  private static byte[] header(TensorBlock tensors) {
    ObjectNode root = Json.object();
    ObjectNode metadata = root.putObject("__metadata__");
    tensors.metadata().forEach(metadata::put);
    for (String name : tensors.layout().names()) {
      TensorLayout.Slot slot = tensors.layout().slot(name);
      ObjectNode tensor = root.putObject(name);
      tensor.put("dtype", "F32");
      slot.shape().forEach(tensor.putArray("shape")::add);
      long begin = (long) slot.offset() * Float.BYTES;
      tensor.putArray("data_offsets").add(begin).add(begin + (long) slot.size() * Float.BYTES);
    }
    byte[] json = Json.compact(root).getBytes(StandardCharsets.UTF_8);
    byte[] padded = new byte[(json.length + 7) / 8 * 8];
    java.util.Arrays.fill(padded, (byte) ' ');
    System.arraycopy(json, 0, padded, 0, json.length);
    return padded;
  }

  /**
   * Reads all tensors of a file. The header is checked against the size of the file before memory
   * for the tensors is taken.
   *
   * @param size of the file, in bytes
   * @param file its name, for messages
   * @throws BadDataException if it is not such a file, or is cut short, or continues after its end
   */
  public static TensorBlock read(InputStream stream, long size, String file) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    try {
      long length = Long.reverseBytes(in.readLong());
      if (length < 2 || length > Math.min(MAX_HEADER_BYTES, size - Long.BYTES)) {
        throw new BadDataException(
            file + ": expected a safetensors header of a plausible length, found " + length);
      }
      byte[] bytes = new byte[(int) length];
      in.readFully(bytes);
      SafetensorsHeader header = SafetensorsHeader.parse(bytes, file);
      checkSize(header.layout().size(), size - Long.BYTES - length, file);
      TensorBlock tensors =
          new TensorBlock(header.layout(), values(in, header.layout().size()), header.metadata());
      if (in.read() >= 0) {
        throw goesOn(file, header.layout().size());
      }
      return tensors;
    } catch (EOFException e) {
      throw new BadDataException(file + ": expected more bytes, found the end of the file", e);
    }
  }

  private static void checkSize(int values, long dataBytes, String file) {
    long expected = (long) values * Float.BYTES;
    if (expected < dataBytes) {
      throw goesOn(file, values);
    }
    if (expected > dataBytes) {
      throw new BadDataException(
          file
              + ": expected "
              + expected
              + " bytes of tensors as its header says, found "
              + dataBytes);
    }
  }

  private static BadDataException goesOn(String file, int values) {
    return new BadDataException(
        file + ": expected its end after " + values + " values, found more bytes");
  }

  private static float[] values(DataInputStream in, int size) throws IOException {
    float[] values = new float[size];
    ByteBuffer chunk =
        ByteBuffer.allocate(CHUNK_VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < size; from += CHUNK_VALUES) {
      int count = Math.min(CHUNK_VALUES, size - from);
      in.readFully(chunk.array(), 0, count * Float.BYTES);
      chunk.asFloatBuffer().get(values, from, count);
    }
    return values;
  }
}
