package org.unroll.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.files.Sha256;
import org.unroll.tensor.Safetensors;
import org.unroll.tensor.TensorBlock;

/**
 * The files of a checkpoint, each compared with its sum in the index when it is read. A checkpoint
 * may come from anywhere: sizes are bounded before memory is taken.
 */
final class CheckpointFiles {

  /** The largest text: a vocabulary of some ten million words. */
  private static final int MAX_TEXT_BYTES = 1 << 28;

  private static final int MAX_INDEX_BYTES = 1 << 20;

  /** The values that a file may hold. */
  @FunctionalInterface
  private interface Allowed {
    boolean test(float value);
  }

  private final Folder folder;
  private final CheckpointIndex index;

  private CheckpointFiles(Folder folder, CheckpointIndex index) {
    this.folder = folder;
    this.index = index;
  }

  /**
   * Reads the index of a checkpoint.
   *
   * @throws BadDataException if it is missing or malformed
   */
  static CheckpointFiles open(Folder folder) {
    String name = CheckpointFolder.INDEX;
    return new CheckpointFiles(
        folder, CheckpointIndex.read(folder.text(name, MAX_INDEX_BYTES), path(folder, name)));
  }

  Provenance provenance() {
    return index.provenance();
  }

  /** Reads all text files but those named. */
  Map<String, String> textsBut(Set<String> others) {
    Map<String, String> texts = new TreeMap<>();
    for (String name : index.files().keySet()) {
      if (!others.contains(name)) {
        texts.put(name, text(name));
      }
    }
    return texts;
  }

  /**
   * Reads a text file.
   *
   * @throws BadDataException if it is missing, damaged, or not UTF-8
   */
  String text(String name) {
    String text;
    try {
      text = folder.text(name, MAX_TEXT_BYTES);
    } catch (BadDataException e) {
      checkSum(name);
      throw e;
    }
    checkSum(name, Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    return text;
  }

  /** Tells damage from what was written so. */
  private void checkSum(String name) {
    try (InputStream in = folder.open(name)) {
      checkSum(name, Sha256.of(in));
    } catch (IOException e) {
      throw cannotRead(name, e);
    }
  }

  /**
   * Reads a file of parameters.
   *
   * @throws BadDataException if it is missing or damaged, or holds a value that is not finite
   */
  TensorBlock parameters(String name) {
    return tensors(name, Float::isFinite);
  }

  /**
   * Reads a file of the states of a run, where a sum may have grown to infinity.
   *
   * @throws BadDataException if it is missing or damaged, or holds a NaN
   */
  TensorBlock states(String name) {
    return tensors(name, value -> !Float.isNaN(value));
  }

  private TensorBlock tensors(String name, Allowed allowed) {
    TensorBlock tensors = tensors(name);
    float[] values = tensors.values();
    for (int i = 0; i < values.length; i++) {
      if (!allowed.test(values[i])) {
        throw notFinite(name, tensors, i);
      }
    }
    return tensors;
  }

  private BadDataException notFinite(String name, TensorBlock tensors, int index) {
    return new BadDataException(
        path(folder, name)
            + ": expected finite numbers, found "
            + tensors.values()[index]
            + " in "
            + tensors.layout().nameAt(index)
            + "; use another checkpoint of the run");
  }

  private TensorBlock tensors(String name) {
    long size = folder.size(name);
    try (Sha256.Input in = new Sha256.Input(folder.open(name))) {
      TensorBlock tensors;
      try {
        tensors = Safetensors.read(in, size, path(folder, name));
      } catch (BadDataException e) {
        checkSum(name, in.digestToEnd());
        throw e;
      }
      checkSum(name, in.digestToEnd());
      return tensors;
    } catch (IOException e) {
      throw cannotRead(name, e);
    }
  }

  private BadDataException cannotRead(String name, IOException cause) {
    return new BadDataException(
        "cannot read " + path(folder, name) + ": " + cause.getMessage(), cause);
  }

  /** The sha256 of a file, as the index has it. */
  String sum(String name) {
    return index.files().getOrDefault(name, "no entry");
  }

  private void checkSum(String name, String found) {
    String expected = sum(name);
    if (!found.equals(expected)) {
      throw new BadDataException(
          path(folder, name)
              + " is damaged: expected sha256 "
              + expected
              + ", found "
              + found
              + "; use another checkpoint of the run");
    }
  }

  private static String path(Folder folder, String name) {
    return folder.folder(name).toString();
  }
}
