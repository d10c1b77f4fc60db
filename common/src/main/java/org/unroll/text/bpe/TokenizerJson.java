package org.unroll.text.bpe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;
import org.unroll.text.Vocabulary;

/**
 * The format of {@code tokenizer.json}, which Hugging Face's libraries read: a subword tokenizer
 * with the ids of its tokens.
 *
 * <pre>
 * added_tokens    none: a text that contains &lt;eos&gt; is text like any other
 * normalizer      NFC; Lowercase before it and N for each digit after it, if the text was folded so
 * pre_tokenizer   ByteLevel, without a space before the first word
 * decoder         &lt;eos&gt; as a line feed, then ByteLevel
 * model           BPE: vocab {token: id}, the special tokens included; merges ["left right"], first
 *                 to last
 * </pre>
 */
public final class TokenizerJson {

  /** The name of the file. */
  public static final String FILE = "tokenizer.json";

  private static final String NFC = "NFC";
  private static final String LOWER_CASE = "Lowercase";
  private static final String REPLACE = "Replace";

  private TokenizerJson() {}

  /** Returns the content of the file. */
  static String write(SubwordVocabulary vocabulary) {
    SubwordTokenizer tokenizer = vocabulary.tokenizer();
    ObjectNode root = Json.object();
    root.put("version", "1.0");
    root.putNull("truncation");
    root.putNull("padding");
    root.putArray("added_tokens");
    root.set("normalizer", sequence("normalizers", normalizers(tokenizer.words())));
    root.set("pre_tokenizer", byteLevel());
    root.putNull("post_processor");
    root.set("decoder", sequence("decoders", List.of(endsOfLines(), byteLevel())));
    root.set("model", model(vocabulary, tokenizer.merges()));
    return Json.indented(root) + "\n";
  }

  private static List<ObjectNode> normalizers(PreTokenizer words) {
    List<ObjectNode> normalizers = new ArrayList<>();
    if (words.lowerCase()) {
      normalizers.add(node(LOWER_CASE));
    }
    normalizers.add(node(NFC));
    if (words.digitsToN()) {
      normalizers.add(replace("Regex", "\\p{Nd}", "N"));
    }
    return normalizers;
  }

  private static ObjectNode endsOfLines() {
    return replace("String", Vocabulary.SPECIAL_TOKENS.get(Vocabulary.EOS), "\n");
  }

  private static ObjectNode replace(String kind, String pattern, String content) {
    ObjectNode replace = node(REPLACE);
    replace.putObject("pattern").put(kind, pattern);
    return replace.put("content", content);
  }

  private static ObjectNode byteLevel() {
    return node("ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", true);
  }

  private static ObjectNode node(String type) {
    return Json.object().put("type", type);
  }

  private static ObjectNode sequence(String name, List<ObjectNode> steps) {
    ObjectNode sequence = node("Sequence");
    sequence.putArray(name).addAll(steps);
    return sequence;
  }

  private static ObjectNode model(Vocabulary vocabulary, Merges merges) {
    ObjectNode model = node("BPE");
    model.putNull("dropout");
    model.putNull("unk_token");
    model.putNull("continuing_subword_prefix");
    model.putNull("end_of_word_suffix");
    model.put("fuse_unk", false);
    model.put("byte_fallback", false);
    model.put("ignore_merges", false);
    ObjectNode ids = model.putObject("vocab");
    for (int id = 0; id < vocabulary.size(); id++) {
      ids.put(vocabulary.token(id), id);
    }
    ArrayNode lines = model.putArray("merges");
    merges.lines().forEach(lines::add);
    return model;
  }

  /**
   * Reads the content of a file.
   *
   * @param vocabulary the tokens by id
   * @param file the name of the file, for messages
   * @return the vocabulary with its tokenizer
   * @throws BadDataException if the content is malformed, or its ids differ from the vocabulary's
   */
  public static SubwordVocabulary read(String json, Vocabulary vocabulary, String file) {
    JsonNode root = Json.tree(json, file, "a tokenizer in JSON");
    checkIds(root.path("model").path("vocab"), vocabulary, file);
    checkAlphabet(vocabulary, file);
    Merges merges = merges(root.path("model").path("merges"), vocabulary, file);
    merges.spellings().forEach(spelling -> checkKnown(spelling, vocabulary, file));
    return SubwordVocabulary.of(
        vocabulary, new SubwordTokenizer(words(root.path("normalizer")), merges));
  }

  private static PreTokenizer words(JsonNode normalizer) {
    Set<String> types = new HashSet<>(normalizer.findValuesAsText("type"));
    return new PreTokenizer(types.contains(LOWER_CASE), types.contains(REPLACE));
  }

  /** Checks that every token but the special ones spells bytes. */
  private static void checkAlphabet(Vocabulary vocabulary, String file) {
    for (int id = Vocabulary.SPECIAL_TOKENS.size(); id < vocabulary.size(); id++) {
      if (!ByteAlphabet.spells(vocabulary.token(id))) {
        throw new BadDataException(
            file
                + ": expected subwords in vocab.txt, found '"
                + vocabulary.token(id)
                + "', which spells no bytes");
      }
    }
  }

  /** Reads merges; each makes a token of the vocabulary, which bounds the length of spellings. */
  private static Merges merges(JsonNode lines, Vocabulary vocabulary, String file) {
    if (!lines.isArray()) {
      throw new BadDataException(file + ": expected a list of merges, found none");
    }
    Merges.Builder merges = new Merges.Builder();
    for (JsonNode line : lines) {
      String[] pair = line.asText().split(" ", -1);
      if (pair.length != 2
          || merges.symbol(pair[0]).isEmpty()
          || merges.symbol(pair[1]).isEmpty()) {
        throw new BadDataException(
            file
                + ": expected merges of two bytes or subwords that precede them, found '"
                + line.asText()
                + "'");
      }
      checkKnown(pair[0] + pair[1], vocabulary, file);
      merges.add(merges.symbol(pair[0]).getAsInt(), merges.symbol(pair[1]).getAsInt());
    }
    return merges.build();
  }

  private static void checkKnown(String spelling, Vocabulary vocabulary, String file) {
    if (vocabulary.id(spelling) == Vocabulary.UNK) {
      throw new BadDataException(
          file + ": expected the subword '" + spelling + "' in vocab.txt, found none");
    }
  }

  /** Checks that each token has the id of vocab.txt. */
  private static void checkIds(JsonNode ids, Vocabulary vocabulary, String file) {
    for (int id = 0; id < vocabulary.size(); id++) {
      JsonNode found = ids.path(vocabulary.token(id));
      if (!found.isInt() || found.intValue() != id) {
        throw new BadDataException(
            file
                + ": expected id "
                + id
                + " for '"
                + vocabulary.token(id)
                + "' as in vocab.txt, found "
                + (found.isMissingNode() ? "none" : found));
      }
    }
  }
}
