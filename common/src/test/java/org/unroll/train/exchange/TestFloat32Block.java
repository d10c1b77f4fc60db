package org.unroll.train.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.unroll.math.Seeds;

class TestFloat32Block {

  /** Blocks of no piece, a part of one, exactly one, and several. */
  @Test
  void arriveAsTheyLeft() throws IOException, ClassNotFoundException {
    int[] sizes = {0, 7, 1 << 14, 50_000};
    float[][] blocks = new float[sizes.length][];
    for (int block = 0; block < sizes.length; block++) {
      blocks[block] = new float[sizes[block]];
      for (int i = 0; i < sizes[block]; i++) {
        blocks[block][i] = Seeds.uniform(block, i) - 0.5f;
      }
    }
    blocks[1] = new float[] {0, -0.0f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 1, 2};

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Float32Block.of(blocks));
      out.writeObject("what follows");
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      float[][] arrived = Float32Block.values((Float32Block[]) in.readObject());
      assertThat(arrived).hasNumberOfRows(blocks.length);
      for (int block = 0; block < blocks.length; block++) {
        assertThat(arrived[block]).isEqualTo(blocks[block]);
      }
      assertThat(in.readObject()).isEqualTo("what follows");
    }
  }
}
