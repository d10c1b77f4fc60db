package org.unroll.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.unroll.files.Json;

/** Changes of files as damage and malice make them, the same for a seed. */
public final class Mutator {

  private final Random random;

  public Mutator(long seed) {
    this.random = new Random(seed);
  }

  /** Changes some bits, or removes, repeats or overwrites a part. */
  public byte[] bytes(byte[] content) {
    byte[] changed = content.clone();
    if (content.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int from = random.nextInt(content.length);
    int length = Math.min(content.length - from, 1 + random.nextInt(16));
    switch (random.nextInt(5)) {
      case 0 -> changed[from] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        for (int i = 0; i < length; i++) {
          changed[from + i] = (byte) random.nextInt();
        }
      }
      case 2 -> changed = join(content, 0, from, from + length, content.length);
      case 3 -> changed = join(content, 0, from + length, from, content.length);
      default -> changed = join(content, 0, from, content.length, content.length);
    }
    return changed;
  }

  private static byte[] join(byte[] content, int from, int to, int from2, int to2) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(content, from, to - from);
    out.write(content, from2, to2 - from2);
    return out.toByteArray();
  }

  /** Changes some bytes of a text. */
  public String text(String text) {
    return new String(bytes(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  /** Removes, replaces, renames or repeats a value somewhere in a JSON text. */
  public String json(String json) {
    JsonNode root = Json.tree(json, "mutated", "JSON");
    List<ContainerNode<?>> containers = new ArrayList<>();
    collect(root, containers);
    ContainerNode<?> container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      change(object, names.get(random.nextInt(names.size())));
    } else {
      ArrayNode array = (ArrayNode) container;
      array.set(random.nextInt(array.size()), value(array.get(0)));
    }
    return Json.compact(root).replace("\"@deep@\"", "[".repeat(20_000));
  }

  private void change(ObjectNode object, String name) {
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name + "x", object.get(name));
      default -> object.set(name, value(object.get(name)));
    }
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
    if (node instanceof ContainerNode<?> container && !container.isEmpty()) {
      containers.add(container);
      container.forEach(child -> collect(child, containers));
    }
  }

  private JsonNode value(JsonNode old) {
    ArrayNode values = Json.object().putArray("values");
    values.addNull().add(-1).add(0).add(1).add(2_000_000_000).add(Long.MAX_VALUE).add(0.5);
    values.add(BigInteger.TEN.pow(400)).add(1e300).add(-1e-300).add(true).add("").add("none");
    values.add("@deep@").add("../../x\n").addObject();
    values.addArray();
    values.addArray().add(old);
    values.addObject().set("x", old);
    return values.get(random.nextInt(values.size()));
  }
}
