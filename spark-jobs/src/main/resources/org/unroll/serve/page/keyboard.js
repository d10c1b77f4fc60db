// The page: a text, three suggestions, and keys as a phone has them.

import { Suggestions } from './suggestions.js';
import { drawKeys, useArrows, useTouch } from './keys.js';
import { beginsSentence, begun, withCharacter, withoutCharacter, withSuggestion } from './text.js';

const text = document.getElementById('text');
const bar = document.getElementById('suggestions');
const status = document.getElementById('status');
const problem = document.getElementById('problem');
const models = document.getElementById('model');
const keyForm = document.getElementById('key-form');

/** The best suggestion stands in the middle, the second on its left. */
const PLACES = [1, 0, 2];
const QUIET_MILLIS = 700;

const source = new Suggestions();
let shown = { prefix: null, words: [], sure: false };
let spaceIsOurs = false;
let replacement = null; // of a word begun by a suggestion at a space, which backspace takes back
let announcement = 0;
const keys = drawKeys(document.getElementById('keys'), press);

for (let place = 0; place < 3; place++) {
  const button = document.createElement('button');
  button.type = 'button';
  button.disabled = true;
  button.addEventListener('click', () => choose(PLACES[place]));
  bar.append(button);
}
useTouch(bar);
useArrows(bar);

/** Shows a text that an action made, and asks for what may follow. */
function show(next, ours) {
  text.value = next.text;
  text.setSelectionRange(next.caret, next.caret);
  text.scrollTop = text.scrollHeight;
  spaceIsOurs = ours;
  update();
}

function press(key) {
  const { selectionStart: from, selectionEnd: to, value } = text;
  if (key === 'Backspace') {
    if (!takeBack()) {
      show(withoutCharacter(value, from, to), false);
    }
  } else if (key === ' ' && from === to && takesSuggestion()) {
    replaceAtSpace();
  } else {
    show(withCharacter(value, from, to, key, spaceIsOurs), spaceIsOurs && key !== ' ' && /[.,;:!?]/.test(key));
    replacement = null;
  }
}

/** Whether a space inserts the suggestion in the middle. */
function takesSuggestion() {
  return shown.sure && shown.words.length > 0 && shown.prefix !== '' && begun(text.value, text.selectionStart).prefix === shown.prefix;
}

function replaceAtSpace() {
  const typed = { text: text.value, caret: text.selectionStart };
  const next = withSuggestion(typed.text, typed.caret, shown.words[0]);
  show(next, true);
  replacement = { typed, made: text.value };
}

/** Restores the word that a space replaced, if nothing has happened since. */
function takeBack() {
  if (replacement === null || replacement.made !== text.value) {
    return false;
  }
  const typed = replacement.typed;
  replacement = null;
  show(withCharacter(typed.text, typed.caret, typed.caret, ' ', false), false);
  return true;
}

function choose(rank) {
  const word = shown.words[rank];
  if (word !== undefined) {
    show(withSuggestion(text.value, text.selectionStart, word), true);
    text.focus();
  }
}

/** Asks for suggestions at the caret, and shows them. */
async function update() {
  const caret = text.selectionStart;
  keys.capitals(beginsSentence(text.value, caret));
  const { context, prefix } = begun(text.value, caret);
  try {
    const answer = await source.of(models.value, context, prefix);
    if (answer !== null) {
      display(prefix, answer.suggestions.map((suggestion) => suggestion.text), answer.sure);
      problem.textContent = '';
      keyForm.hidden = true;
    }
  } catch (error) {
    display(prefix, [], false);
    keyForm.hidden = error.status !== 401;
    problem.textContent = error.message;
  }
}

function display(prefix, words, sure) {
  shown = { prefix, words, sure };
  Array.from(bar.children).forEach((button, place) => {
    const word = words[PLACES[place]] ?? '';
    button.textContent = word;
    button.disabled = word === '';
    button.classList.toggle('sure', sure && place === 1);
    button.ariaDescription = sure && place === 1 ? 'inserted by space' : null;
  });
  clearTimeout(announcement);
  announcement = setTimeout(() => {
    status.textContent = words.length === 0 ? 'No suggestions' : `Suggestions: ${words.join(', ')}`;
  }, QUIET_MILLIS);
}

text.addEventListener('input', (event) => {
  const typed = event.data ?? '';
  if (event.inputType === 'insertText' && spaceIsOurs && typed.length === 1) {
    // The browser has inserted the character: put it where it would stand from the keys.
    const caret = text.selectionStart;
    const before = text.value.slice(0, caret - 1) + text.value.slice(caret);
    const ours = /[.,;:!?]/.test(typed);
    show(withCharacter(before, caret - 1, caret - 1, typed, true), ours);
    return;
  }
  spaceIsOurs = false;
  replacement = null;
  update();
});

text.addEventListener('keydown', (event) => {
  if (event.isComposing) {
    return;
  }
  const place = event.altKey && !event.ctrlKey && !event.metaKey ? ['Digit1', 'Digit2', 'Digit3'].indexOf(event.code) : -1;
  if (place >= 0) {
    event.preventDefault();
    choose(PLACES[place]);
  } else if (event.key === ' ' && !event.ctrlKey && !event.altKey && text.selectionStart === text.selectionEnd && takesSuggestion()) {
    event.preventDefault();
    replaceAtSpace();
  } else if (event.key === 'Backspace' && takeBack()) {
    event.preventDefault();
  }
});

document.addEventListener('selectionchange', () => {
  if (document.activeElement === text && begun(text.value, text.selectionStart).prefix !== shown.prefix) {
    update();
  }
});
models.addEventListener('change', update);
keyForm.addEventListener('submit', (event) => {
  event.preventDefault();
  source.useKey(document.getElementById('key').value);
  start();
});

async function start() {
  try {
    const names = await source.models();
    models.replaceChildren(...names.map((name) => new Option(name, name)));
    document.getElementById('model-choice').hidden = names.length < 2;
  } catch (error) {
    keyForm.hidden = error.status !== 401;
  }
  await update();
}

text.focus();
start();
