package org.unroll.suggest;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.inference.TextModel;
import org.unroll.text.Tokenizer;
import org.unroll.text.Vocabulary;

/** The parts of words that a model knows, by what they may begin or go on with. */
final class TokenPieces {

  /** A token that has a part of a character. */
  record Partial(int id, byte[] bytes) {}

  private final String[] texts; // by id; empty for other tokens
  private final PrefixIndex spaced; // behind a space of their own
  private final PrefixIndex bare; // without one
  private final List<Partial> spacedPartials = new ArrayList<>();
  private final List<Partial> barePartials = new ArrayList<>();
  private final boolean ownSpaces;

  TokenPieces(TextModel model) {
    texts = new String[model.vocabulary().size()];
    PrefixIndex.Builder withSpace = new PrefixIndex.Builder();
    PrefixIndex.Builder without = new PrefixIndex.Builder();
    for (int id = 0; id < texts.length; id++) {
      texts[id] = "";
      if (id > Vocabulary.EOS) {
        add(id, model.tokenizer().bytes(model.vocabulary().token(id)), withSpace, without);
      }
    }
    spaced = withSpace.build();
    bare = without.build();
    ownSpaces = spaced.size() > 1;
  }

  /** Whether tokens are words, which are joined with spaces. */
  static boolean areWords(TextModel model) {
    Tokenizer tokenizer = model.tokenizer();
    return tokenizer.join(List.of("a", "b")).equals("a b");
  }

  private void add(
      int id, byte[] bytes, PrefixIndex.Builder withSpace, PrefixIndex.Builder without) {
    boolean hasSpace = bytes[0] == ' ';
    String text = decode(bytes);
    if (text == null) {
      byte[] rest = hasSpace ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
      (hasSpace ? spacedPartials : barePartials).add(new Partial(id, rest));
    } else if (text.equals(" ")) {
      withSpace.add("", id);
    } else if (hasSpace && isOfWord(text.substring(1), true)) {
      texts[id] = text.substring(1);
      withSpace.add(texts[id], id);
    } else if (!hasSpace && isOfWord(text, false)) {
      texts[id] = text;
      without.add(text, id);
    }
  }

  private static @Nullable String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Whether a text is the beginning of a word, or goes on with one. */
  private static boolean isOfWord(String text, boolean begins) {
    int first = text.codePointAt(0);
    if (first == '\'' && text.length() > 1) {
      return !begins && UCharacter.isLetter(text.codePointAt(1));
    }
    return UCharacter.isLetterOrDigit(first) || (!begins && isMark(first));
  }

  private static boolean isMark(int codePoint) {
    return switch (UCharacter.getType(codePoint)) {
      case UCharacterCategory.NON_SPACING_MARK,
          UCharacterCategory.COMBINING_SPACING_MARK,
          UCharacterCategory.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  /** Whether the space before a word belongs to its first token. */
  boolean ownSpaces() {
    return ownSpaces;
  }

  PrefixIndex index(boolean behindSpace) {
    return behindSpace ? spaced : bare;
  }

  List<Partial> partials(boolean behindSpace) {
    return behindSpace ? spacedPartials : barePartials;
  }

  /** What a token adds to a word. */
  String text(int id) {
    return texts[id];
  }
}
