package org.unroll.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.task.language.LanguageTask;
import org.unroll.text.Vocabulary;
import org.unroll.text.tokenizers.VocabularyFiles;

class TestWordVectors {

  private static final int SIZE = 3;

  @TempDir private Path folder;

  private final Vocabulary vocabulary =
      Vocabulary.ofTokens(List.of("the", "river", "Rio", "New York", "é"));
  private LanguageTask task;
  private float[] values;

  @BeforeEach
  void draw() {
    UnrollConfig config =
        UnrollConfig.defaults()
            .with(
                List.of(
                    "model.embeddingSize=" + SIZE, "model.hiddenSize=4", "model.output=softmax"));
    task =
        new LanguageTask(config.model(), vocabulary.size(), 5, VocabularyFiles.write(vocabulary));
    values = task.initialValues(1);
  }

  private String copy(String content, boolean lowerCase) throws IOException {
    Path file = folder.resolve("vectors.txt");
    Files.writeString(file, content);
    return copy(file, lowerCase);
  }

  private String copy(Path file, boolean lowerCase) {
    return new WordVectors(
            new org.apache.hadoop.fs.Path(file.toUri()), lowerCase, new Configuration())
        .copyTo(values, task);
  }

  private float[] vector(String word) {
    int from = vocabulary.id(word) * SIZE;
    return Arrays.copyOfRange(values, from, from + SIZE);
  }

  /** GloVe has no header, and words with spaces; fastText ends lines with a space. */
  @Test
  void vectorsOfKnownWordsAreCopiedAndTheOthersStayAsDrawn() throws IOException {
    float[] drawn = values.clone();
    String said =
        copy("the 1 2 3\nNew York 4 5 6e-1 \r\nocean 7 8 9\né\t-1\t0\t.5\nthe 9 9 9\n", false);

    assertThat(vector("the")).containsExactly(1, 2, 3);
    assertThat(vector("New York")).containsExactly(4, 5, 0.6f);
    assertThat(vector("é")).containsExactly(-1, 0, 0.5f);
    for (String word : new String[] {"the", "New York", "é"}) {
      int from = vocabulary.id(word) * SIZE;
      System.arraycopy(values, from, drawn, from, SIZE);
    }
    assertThat(values).isEqualTo(drawn);
    assertThat(said)
        .startsWith("word vectors: 3 of the 8 tokens of the vocabulary are among the 5 of file:");
  }

  @Test
  void aHeaderIsNoVectorAndGzipIsRead() throws IOException {
    Path file = folder.resolve("vectors.vec.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("2 3\nriver 1 2 3\nsea 4 5 6\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(copy(file, false)).contains("1 of the 8 tokens").contains("among the 2 of");
    assertThat(vector("river")).containsExactly(1, 2, 3);
  }

  @Test
  void otherSpellingsCountInLowerCasedTextOnly() throws IOException {
    float[] before = vector("river");
    copy("River 1 2 3\nRio 4 5 6\n", false);
    assertThat(vector("river")).isEqualTo(before);
    copy("River 1 2 3\nRIVER 7 7 7\nRio 4 5 6\n", true);
    assertThat(vector("river")).containsExactly(1, 2, 3);
    copy("River 1 2 3\nriver 8 8 8\n", true);
    assertThat(vector("river")).containsExactly(8, 8, 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the 1 2 3;river 1 2|line 2: expected a word and 3 values, found 3 fields",
        "the 1 2 3;;river 1 2 3|line 2: expected a word and 3 values, found 1 fields",
        "2 3;the 1 x 3|line 2: expected a finite number, found 'x'",
        "the 1 2 3;river 1 NaN 3|line 2: expected a finite number, found 'NaN'",
        "3 3;the 1 2 3;river 1 2 3|expected 3 vectors, as its first line says, found 2",
        "sea 1 2 3|expected vectors of words of the vocabulary, found none among the 1 of"
      })
  void aDamagedFileIsRefusedWithItsLine(String content, String message) {
    assertThatThrownBy(() -> copy(content.replace(';', '\n'), false))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("vectors.txt")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"the 1 2 3 4,4", "100 300,300", "the 1,1"})
  void anotherSizeThanTheEmbeddingIsRefused(String line, int found) {
    assertThatThrownBy(() -> copy(line + "\n", false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "model.vectors must have vectors of model.embeddingSize = 3 values, found " + found);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> copy(folder.resolve("none"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("found nothing at file:");
  }
}
