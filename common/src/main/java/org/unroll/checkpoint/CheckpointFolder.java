package org.unroll.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.tensor.Safetensors;
import org.unroll.tensor.TensorBlock;
import org.unroll.text.Vocabulary;
import org.unroll.text.bpe.TokenizerJson;

/**
 * One checkpoint: a folder of files with a list of their sums.
 *
 * <pre>
 * model.safetensors     the parameters, under PyTorch's names
 * config.json           the resolved configuration
 * vocab.txt             one token a line, line number = id
 * tokenizer.json        where the tokens are subwords: how text is cut into them
 * training.safetensors  optimiser state, hidden states: what an exact resume needs
 * training.json         epoch, step, round, learning rate, best perplexity: likewise
 * checkpoint.json       {"formatVersion", "files": {name: sha256}, "provenance"}, written last
 * </pre>
 */
public final class CheckpointFolder {

  public static final String INDEX = "checkpoint.json";
  public static final String MODEL = "model.safetensors";
  private static final String CONFIGURATION = "config.json";
  private static final String VOCABULARY = "vocab.txt";
  private static final String TRAINING_STATE = "training.json";
  private static final String TRAINING_TENSORS = "training.safetensors";
  private static final int FORMAT_VERSION = 1;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** What {@code checkpoint.json} says. */
  private record Index(int formatVersion, Map<String, String> files, Provenance provenance) {}

  private final Folder folder;

  public CheckpointFolder(Folder folder) {
    this.folder = folder;
  }

  /** Writes a checkpoint into the folder, its index last. */
  public void write(Snapshot snapshot) {
    Map<String, String> sums = new TreeMap<>();
    folder.create();
    write(MODEL, sums, out -> Safetensors.write(out, snapshot.model()));
    writeText(CONFIGURATION, sums, snapshot.configuration());
    Vocabulary vocabulary = snapshot.vocabulary();
    writeText(VOCABULARY, sums, vocabulary.toLines());
    vocabulary.tokenizerJson().ifPresent(json -> writeText(TokenizerJson.FILE, sums, json));
    writeText(TRAINING_STATE, sums, snapshot.trainingState());
    write(TRAINING_TENSORS, sums, out -> Safetensors.write(out, snapshot.trainingTensors()));
    Index index = new Index(FORMAT_VERSION, sums, snapshot.provenance());
    folder.write(INDEX, out -> out.write(MAPPER.writeValueAsBytes(index)));
  }

  private void writeText(String name, Map<String, String> sums, String text) {
    write(name, sums, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void write(String name, Map<String, String> sums, Folder.Content content) {
    MessageDigest digest = sha256();
    folder.write(
        name,
        out -> {
          DigestOutputStream summed = new DigestOutputStream(out, digest);
          content.writeTo(summed);
          summed.flush();
        });
    sums.put(name, HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * Reads a checkpoint with all that training needs.
   *
   * @throws BadDataException if a file is missing, damaged or not what the index says
   */
  public Snapshot read() {
    Index index = index();
    return new Snapshot(
        new String(checked(CONFIGURATION, index), StandardCharsets.UTF_8),
        vocabulary(index),
        tensors(MODEL, index),
        new String(checked(TRAINING_STATE, index), StandardCharsets.UTF_8),
        tensors(TRAINING_TENSORS, index),
        index.provenance());
  }

  /**
   * Reads the part of a checkpoint that using the model needs.
   *
   * @throws BadDataException as {@link #read}
   */
  public Checkpoint readModel() {
    Index index = index();
    return new Checkpoint(
        folder.path(),
        new String(checked(CONFIGURATION, index), StandardCharsets.UTF_8),
        vocabulary(index),
        tensors(MODEL, index),
        index.provenance());
  }

  private Vocabulary vocabulary(Index index) {
    String text = new String(checked(VOCABULARY, index), StandardCharsets.UTF_8);
    Vocabulary vocabulary =
        Vocabulary.ofLines(List.of(text.substring(0, text.length() - 1).split("\n", -1)));
    if (!index.files().containsKey(TokenizerJson.FILE)) {
      return vocabulary;
    }
    String tokenizer = new String(checked(TokenizerJson.FILE, index), StandardCharsets.UTF_8);
    return TokenizerJson.read(tokenizer, vocabulary, path(TokenizerJson.FILE));
  }

  private TensorBlock tensors(String name, Index index) {
    byte[] bytes = checked(name, index);
    try {
      return Safetensors.read(new java.io.ByteArrayInputStream(bytes), path(name));
    } catch (IOException e) {
      throw new BadDataException("cannot read " + path(name) + ": " + e.getMessage(), e);
    }
  }

  private Index index() {
    try (InputStream in = folder.open(INDEX)) {
      Index index = MAPPER.readValue(in, Index.class);
      if (index.formatVersion() != FORMAT_VERSION) {
        throw new BadDataException(
            path(INDEX)
                + ": expected format version "
                + FORMAT_VERSION
                + ", found "
                + index.formatVersion());
      }
      return index;
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          path(INDEX) + ": expected a checkpoint's index, found " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new BadDataException("cannot read " + path(INDEX) + ": " + e.getMessage(), e);
    }
  }

  private byte[] checked(String name, Index index) {
    byte[] bytes = folder.bytes(name);
    String expected = index.files().getOrDefault(name, "no entry");
    String found = HexFormat.of().formatHex(sha256().digest(bytes));
    if (!found.equals(expected)) {
      throw new BadDataException(
          path(name)
              + " is damaged: expected sha256 "
              + expected
              + ", found "
              + found
              + "; use another checkpoint of the run");
    }
    return bytes;
  }

  private String path(String name) {
    return folder.folder(name).toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
