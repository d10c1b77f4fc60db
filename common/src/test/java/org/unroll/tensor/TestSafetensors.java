package org.unroll.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.unroll.errors.BadDataException;
import org.unroll.math.Seeds;

class TestSafetensors {

  /** The smallest file with two tensors, written by hand from the format's description. */
  private static final String HEADER =
      "{\"__metadata__\":{\"format\":\"pt\"},"
          + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
          + "\"b.weight\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[8,12]}}";

  private static byte[] golden() {
    int padded = (HEADER.length() + 7) / 8 * 8;
    String header = HEADER + " ".repeat(padded - HEADER.length());
    String length = HexFormat.of().toHexDigits((byte) padded) + "00000000000000";
    // 1.0, -2.5 and the smallest number above 0, little-endian.
    String data = "0000803f" + "000020c0" + "01000000";
    return HexFormat.of()
        .parseHex(
            length + HexFormat.of().formatHex(header.getBytes(StandardCharsets.US_ASCII)) + data);
  }

  private static TensorBlock small() {
    return new TensorBlock(
        TensorLayout.builder().add("a", 2).add("b.weight", 1, 1).build(),
        new float[] {1, -2.5f, Float.MIN_VALUE},
        Map.of("format", "pt"));
  }

  private static byte[] written(TensorBlock tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Safetensors.write(out, tensors);
    return out.toByteArray();
  }

  private static TensorBlock read(byte[] bytes) throws IOException {
    return Safetensors.read(new ByteArrayInputStream(bytes), bytes.length, "some.safetensors");
  }

  private static byte[] withHeader(String header) {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[8 + text.length + 12];
    bytes[0] = (byte) text.length;
    System.arraycopy(text, 0, bytes, 8, text.length);
    return bytes;
  }

  @Test
  void writesTheGoldenBytes() throws IOException {
    assertThat(written(small())).isEqualTo(golden());
  }

  @Test
  void readsTheGoldenBytes() throws IOException {
    TensorBlock tensors = read(golden());
    assertThat(tensors.values()).isEqualTo(small().values());
    assertThat(tensors.metadata()).isEqualTo(small().metadata());
    assertThat(tensors.layout().names()).containsExactly("a", "b.weight");
    assertThat(tensors.layout().slot("b.weight")).isEqualTo(small().layout().slot("b.weight"));
  }

  @Test
  void everyBitPatternSurvivesARoundTrip() throws IOException {
    int size = 200_003; // more than three chunks, and not a whole number of them
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = Float.intBitsToFloat((int) Seeds.at(7, i));
    }
    TensorLayout layout =
        TensorLayout.builder().add("empty", 0).add("x", 3, 1).add("y", size - 3).build();

    TensorBlock back = read(written(new TensorBlock(layout, values, Map.of())));

    for (int i = 0; i < size; i++) {
      assertThat(Float.floatToRawIntBits(back.values()[i]))
          .isEqualTo(Float.floatToRawIntBits(values[i]));
    }
    assertThat(back.layout().names()).containsExactly("empty", "x", "y");
  }

  @Test
  void isRefusedWhereverItIsCutShort() {
    byte[] whole = golden();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("some.safetensors");
    }
  }

  @Test
  void isRefusedWhereItGoesOn() {
    assertThatThrownBy(() -> read(Arrays.copyOf(golden(), golden().length + 1)))
        .isInstanceOf(BadDataException.class)
        .hasMessage("some.safetensors: expected its end after 3 values, found more bytes");
  }

  @Test
  void refusesOtherFiles() {
    assertThatThrownBy(() -> read("PK\3\4 is how a zip begins".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected a safetensors header of a plausible length");
    assertThatThrownBy(() -> read(withHeader("not json")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected a header in JSON");
  }

  @Test
  void refusesTensorsItCannotHold() {
    assertThatThrownBy(
            () ->
                read(
                    withHeader(
                        "{\"a\":{\"dtype\":\"F16\",\"shape\":[6],\"data_offsets\":[0,12]}}")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected dtype F32 for a, found \"F16\"");
    assertThatThrownBy(
            () ->
                read(
                    withHeader(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected a at bytes 0 to 8, found 4 to 12");
    assertThatThrownBy(
            () ->
                read(
                    withHeader(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-3],\"data_offsets\":[0,-12]}}")))
        .isInstanceOf(BadDataException.class);
    assertThatThrownBy(
            () ->
                read(
                    withHeader(
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,17179869184]}}")))
        .isInstanceOf(BadDataException.class);
  }
}
