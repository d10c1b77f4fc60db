package org.unroll.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.errors.BadDataException;
import org.unroll.testing.StoredModel;

/** Models that somebody made to do harm, whose sums are right: each is refused in one line. */
class TestHostileModel {

  @TempDir private Path folder;
  private StoredModel model = new StoredModel(Path.of("none"));

  @BeforeEach
  void write() {
    model = StoredModel.words(folder.resolve("words"));
  }

  private void assertRefused(StoredModel stored, String file, String message) {
    assertThatThrownBy(stored::use)
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(message)
        .extracting(Throwable::getMessage)
        .asString()
        .hasLineCount(1)
        .hasSizeLessThan(4_100);
  }

  private void replaceIn(String file, String old, String now) throws IOException {
    String text = model.text(file);
    assertThat(text).contains(old);
    model.replace(file, text.replace(old, now));
  }

  @Test
  void theModelItselfIsUsed() {
    model.use();
    StoredModel.subwords(folder.resolve("subwords")).use();
  }

  @Test
  void aConfigurationIncludesNothing() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(300);
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x.conf";
      String config = model.text("config.json");
      for (String include :
          new String[] {
            "include url(\"" + url + "\")\n" + config,
            config.replaceFirst("\\{", "{ include url(\"" + url + "\")\n"),
            config.replaceFirst("\\{", "{ \"include url\" : \"" + url + "\","),
            config.replaceFirst("\\{", "{ \"include\" : \"" + url + "\","),
          }) {
        model.replace("config.json", include);
        assertRefused(model, "config.json", "");
      }
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATH", "HOME", "user.home", "?PATH"})
  void aConfigurationReadsNoVariable(String name) throws IOException {
    replaceIn("config.json", "\"zaremba-small\"", "${" + name + "}");
    assertRefused(model, "config.json", "expected a configuration in JSON");
    write();
    replaceIn("config.json", "\"whitespace\"", "\"${" + name + "}\"");
    assertRefused(model, "config.json", "found '${" + name + "}'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"hiddenSize\" : 7     | \"hiddenSize\" : 2000000000   | at most",
        "\"hiddenSize\" : 7     | \"hiddenSize\" : 1000000      | at most",
        "\"hiddenSize\" : 7     | \"hiddenSize\" : -7           | at least 1",
        "\"hiddenSize\" : 7     | \"hiddenSize\" : 1e400        | hiddenSize",
        "\"hiddenSize\" : 7     | \"hiddenSize\" : 8            | expected the tensor",
        "\"hiddenSize\" : 7     | \"hiddenSize\" : null         | hiddenSize",
        "\"hiddenSize\" : 7     | \"hiddenSize\" : {}           | hiddenSize",
        "\"hiddenSize\" : 7     | \"hiddenSize\" : 7, \"hiddenSize\" : 7 | uplicate",
        "\"hiddenSize\" : 7     | \"hiddenSize\" : 7 // seven   | expected a configuration in JSON",
        "\"hiddenSize\" : 7     | \"hiddenSize\" : 7, \"x\" : 1 | unknown configuration key",
        "\"embeddingSize\" : 5  | \"embeddingSize\" : 999999    | expected the tensor",
        "\"layers\" : 2         | \"layers\" : 1000000000       | at most",
        "\"layers\" : 2         | \"layers\" : 0                | at least 1",
        "\"length\" : 6         | \"length\" : 2147483647       | at most",
        "\"output\" : \"auto\"  | \"output\" : \"adaptive\"     | cutoffs",
      })
  void aConfigurationBeyondAllUse(String old, String now, String message) throws IOException {
    replaceIn("config.json", old, now);
    assertRefused(model, "words", message);
  }

  @Test
  void aSectionThatIsANumber() throws IOException {
    model.replace("config.json", "{\"text\": 5}");
    assertRefused(model, "config.json", "text must be a section of keys, found 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "training.json", "checkpoint.json"})
  void whatIsNoObject(String file) throws IOException {
    for (String text :
        new String[] {
          "",
          "null",
          "5",
          "[]",
          "{",
          "{}{}",
          "\"x\"",
          "[".repeat(100_000),
          "{\"a\":".repeat(100_000)
        }) {
      write();
      model.replace(file, text);
      assertRefused(model, file, "");
    }
    write();
    model.replace(file, new byte[] {'{', (byte) 0xFF, '}'});
    assertRefused(model, file, "expected text in UTF-8, found the byte 0xff at byte 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"shards\": 2 | \"shards\": -2",
        "\"shards\": 2 | \"shards\": null",
        "\"shards\": 2 | \"shards\": \"2\"",
        "\"shards\": 2 | \"shards\": 2.5",
        "\"shards\": 2, | ''",
        "\"step\": 12 | \"step\": -1",
        "\"step\": 12 | \"step\": 99999999999",
        "\"sinceValidation\": {\"loss\": 1.5, \"predictions\": 10}, | ''",
        "\"sinceValidation\": {\"loss\": 1.5, \"predictions\": 10} | \"sinceValidation\": null",
        "\"rateDivisor\": 1.0 | \"rateDivisor\": 0",
        "\"formatVersion\": 2 | \"formatVersion\": 3",
      })
  void aTrainingStateThatNoRunWrote(String old, String now) throws IOException {
    replaceIn("training.json", old, now);
    assertRefused(model, "training.json", "expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"round\" : 0 | \"round\" : -1",
        "\"round\" : 0, | ''",
        "\"task\" : \"language\" | \"task\" : null",
        "\"vocab.txt\" : | \"../vocab.txt\" :",
        "\"vocab.txt\" : | \"..\" :",
        "\"vocab.txt\" : | \"a:b\" :",
        "\"vocab.txt\" : | \"a\\nb\" :",
        "\"vocab.txt\" : | \"x\" : null, \"vocab.txt\" :",
        "\"provenance\" : | \"provenance\" : null, \"y\" :",
        "\"files\" : { | \"files\" : [], \"x\" : {",
      })
  void anIndexOfSomethingElse(String old, String now) throws IOException {
    replaceIn("checkpoint.json", old, now);
    assertRefused(model, "checkpoint.json", "expected");
  }

  @ParameterizedTest
  @CsvSource({
    "'', expected a token a line",
    "'<pad>\n<unk>\n<eos>\n', expected tokens after",
    "'a\nb\nc\nd\n', must start with the lines",
    "'<pad>\n<unk>\n<eos>\na\nb\na\n', found 'a' on lines 4 and 6",
    "'<pad>\n<unk>\n<eos>\na\n', expected the tensor embedding.weight",
  })
  void aVocabularyOfAnother(String text, String message) throws IOException {
    model.replace("vocab.txt", text);
    assertRefused(model, message.contains("tensor") ? "words" : "vocab.txt", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"merges\" : [ | \"merges\" : {}, \"x\" : [",
        "\"merges\" : [ | \"merges\" : [ 7,",
        "\"merges\" : [ | \"merges\" : [ \"b b\",",
        "\"merges\" : [ | \"merges\" : [ \"zz b\",",
        "\"<eos>\" : 2 | \"<eos>\" : \"2\"",
        "\"<eos>\" : 2 | \"<eos>\" : 2e0",
        "\"model\" : | \"y\" :",
      })
  void aTokenizerOfAnotherVocabulary(String old, String now) throws IOException {
    model = StoredModel.subwords(folder.resolve("subwords"));
    replaceIn("tokenizer.json", old, now);
    assertRefused(model, "tokenizer.json", "expected");
  }

  @Test
  void aTokenThatSpellsNoBytes() throws IOException {
    model = StoredModel.subwords(folder.resolve("subwords"));
    replaceIn("vocab.txt", "\nabab\n", "\n\u4e2d\n");
    replaceIn("tokenizer.json", "\"abab\" :", "\"\u4e2d\" :");
    assertRefused(model, "tokenizer.json", "spells no bytes");
  }

  /** A file of 150 bytes must not make room for a model of gigabytes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[536870911],\"data_offsets\":[0,2147483644]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":0,\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":null,\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{\"a\":null}",
        "{\"__metadata__\":7}",
        "{\"__metadata__\":{\"format\":null}}",
        "[]",
        "null",
      })
  void aHeaderThatPromisesMore(String header) throws IOException {
    for (String file : new String[] {"model.safetensors", "training.safetensors"}) {
      write();
      byte[] json = header.getBytes(StandardCharsets.US_ASCII);
      ByteBuffer bytes = ByteBuffer.allocate(8 + json.length).order(ByteOrder.LITTLE_ENDIAN);
      model.replace(file, bytes.putLong(json.length).put(json).array());
      assertRefused(model, file, "expected");
    }
  }

  @Test
  void aHeaderLongerThanTheFile() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    model.replace("model.safetensors", bytes.putLong(90_000_000).array());
    assertRefused(model, "model.safetensors", "plausible length, found 90000000");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aParameterThatIsNoNumber(float value) throws IOException {
    byte[] file = model.bytes("model.safetensors");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(file.length - 4, value);
    model.replace("model.safetensors", file);
    assertRefused(
        model, "model.safetensors", "expected finite numbers, found " + value + " in decoder.bias");
  }

  @Test
  void aStateThatIsNoNumber() throws IOException {
    byte[] file = model.bytes("training.safetensors");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(file.length - 8, Float.NaN);
    model.replace("training.safetensors", file);
    assertRefused(model, "training.safetensors", "found NaN in hidden_state.1");
  }
}
