// What typing does to a text: plain functions, without the page.

const WORD = /[\p{L}\p{N}\p{M}'\u2019]*$/u;
const CLOSING = /^[.,;:!?)\]}%\u2026\u00bb\u201d]$/u;

/** The word begun before the caret, where it starts, and the text before it. */
export function begun(text, caret) {
  const before = text.slice(0, caret);
  const prefix = before.match(WORD)[0];
  const start = caret - prefix.length;
  return { context: before.slice(0, start), prefix, start };
}

/** Replaces a part of a text; the caret stands behind what was inserted. */
function replaced(text, from, to, inserted) {
  return { text: text.slice(0, from) + inserted + text.slice(to), caret: from + inserted.length };
}

/** Inserts a suggestion in the place of the word begun, with the spaces around it. */
export function withSuggestion(text, caret, word) {
  const { context, start } = begun(text, caret);
  const needsSpace = start === caret && /[\p{L}\p{N}\p{M},.;:!?)\]]$/u.test(context);
  const end = text[caret] === ' ' ? caret + 1 : caret;
  return replaced(text, start, end, (needsSpace ? ' ' : '') + word + ' ');
}

/**
 * Inserts a character. Where a space stands that nobody typed, a mark that closes takes its place, and a space typed
 * is the same one.
 */
export function withCharacter(text, from, to, character, spaceIsOurs) {
  if (spaceIsOurs && character === ' ' && from === to && text[from - 1] === ' ') {
    return { text, caret: from };
  }
  const takesSpace = spaceIsOurs && from === to && CLOSING.test(character) && text[from - 1] === ' ';
  if (takesSpace) {
    const opens = /^[.,;:!?\u2026]$/u.test(character);
    return replaced(text, from - 1, to, character + (opens ? ' ' : ''));
  }
  return replaced(text, from, to, character);
}

/** Removes what is selected, or the character before the caret. */
export function withoutCharacter(text, from, to) {
  if (from !== to) {
    return replaced(text, from, to, '');
  }
  const before = Array.from(text.slice(0, from));
  const last = before.pop() ?? '';
  return replaced(text, from - last.length, from, '');
}

/** Whether a sentence begins at the caret, so that a capital is due. */
export function beginsSentence(text, caret) {
  return /(^|[.!?\u2026]\s+|\n)$/u.test(text.slice(0, caret));
}
