package org.unroll.serve.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.unroll.inference.Batcher;
import org.unroll.inference.TextModel;
import org.unroll.suggest.Suggester;
import org.unroll.text.Vocabulary;

/**
 * A model under the name by which clients ask for it.
 *
 * @param name of the model
 * @param created when it was opened, in seconds since 1970
 */
public record ServedModel(
    String name, TextModel model, Batcher batcher, Suggester suggester, long created) {

  /**
   * The name of a token in lists of log-probabilities: what it adds to a text, as in OpenAI's API;
   * of a part of a character, its bytes.
   */
  String tokenName(int id) {
    String token = model.vocabulary().token(id);
    if (id < Vocabulary.EOS) {
      return token;
    }
    byte[] bytes = model.tokenizer().bytes(token);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "bytes:" + HexFormat.of().withPrefix("\\x").formatHex(bytes);
    }
  }
}
