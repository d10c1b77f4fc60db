// The keys of a phone, drawn as buttons.

const LETTERS = [
  [...'qwertyuiop'],
  [...'asdfghjkl'],
  ['Shift', ...'zxcvbnm', 'Backspace'],
  ['Symbols', ',', ' ', '.', 'Enter'],
];
const SYMBOLS = [
  [...'1234567890'],
  [...'@#$%&-+()/'],
  ['"', "'", ...':;!?_*', 'Backspace'],
  ['Letters', ',', ' ', '.', 'Enter'],
];

/** What a key shows, if not itself, and what it is called. */
const NAMES = {
  Shift: ['\u21e7', 'Shift'],
  Backspace: ['\u232b', 'Backspace'],
  Symbols: ['?123', 'Symbols and digits'],
  Letters: ['ABC', 'Letters'],
  Enter: ['\u23ce', 'New line'],
  ' ': ['space', 'Space'],
  ',': [',', 'Comma'],
  '.': ['.', 'Period'],
};

/** What the key of a physical keyboard is called here. */
const TYPED = { Enter: '\n' };

/**
 * Draws the keys into an element. Each character is passed to press, as is 'Backspace'.
 * Returns { capitals(due) }, which shifts the next letter.
 */
export function drawKeys(element, press) {
  let shift = 'off'; // off, once, locked
  let automatic = false;
  let rows = LETTERS;

  function draw() {
    element.replaceChildren(...rows.map((row) => {
      const line = document.createElement('div');
      line.className = 'row';
      line.append(...row.map(button));
      return line;
    }));
    useArrows(element);
  }

  function button(key) {
    const made = document.createElement('button');
    const [face, name] = NAMES[key] ?? [shift === 'off' ? key : key.toUpperCase(), null];
    made.type = 'button';
    made.textContent = face;
    made.dataset.key = key;
    made.className = NAMES[key] && !['.', ',', ' '].includes(key) ? 'special' : key === ' ' ? 'space' : '';
    if (name !== null) {
      made.setAttribute('aria-label', name);
    }
    if (key === 'Shift') {
      made.setAttribute('aria-pressed', String(shift !== 'off'));
      made.classList.toggle('locked', shift === 'locked');
    }
    made.addEventListener('click', () => pressed(key));
    return made;
  }

  function pressed(key) {
    if (key === 'Shift') {
      setShift(shift === 'off' ? 'once' : shift === 'once' && !automatic ? 'locked' : 'off');
    } else if (key === 'Symbols' || key === 'Letters') {
      rows = key === 'Symbols' ? SYMBOLS : LETTERS;
      draw();
      element.querySelector(`[data-key="${rows === LETTERS ? 'Symbols' : 'Letters'}"]`).tabIndex = 0;
    } else {
      const letter = shift !== 'off' && key.length === 1 ? key.toUpperCase() : key;
      if (shift === 'once' && key.length === 1) {
        setShift('off');
      }
      press(TYPED[key] ?? letter);
    }
  }

  function setShift(next) {
    shift = next;
    automatic = false;
    for (const key of element.querySelectorAll('button')) {
      const name = key.dataset.key;
      if (!NAMES[name]) {
        key.textContent = shift === 'off' ? name : name.toUpperCase();
      } else if (name === 'Shift') {
        key.setAttribute('aria-pressed', String(shift !== 'off'));
        key.classList.toggle('locked', shift === 'locked');
      }
    }
  }

  useTouch(element);
  draw();
  return {
    capitals(due) {
      if (due && shift === 'off') {
        setShift('once');
        automatic = true;
      } else if (!due && shift === 'once' && automatic) {
        setShift('off');
      }
    },
  };
}

/** Lets the text keep the focus and the caret while buttons of an element are touched, and shows which one is. */
export function useTouch(element) {
  const release = () => element.querySelectorAll('.pressed').forEach((button) => button.classList.remove('pressed'));
  element.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    release();
    event.target.closest('button')?.classList.add('pressed');
  });
  for (const type of ['pointerup', 'pointercancel', 'pointerleave']) {
    element.addEventListener(type, release);
  }
}

/** Makes the buttons of an element one stop of the tab key, between which the arrows move. */
export function useArrows(element) {
  const buttons = () => Array.from(element.querySelectorAll('button'));
  buttons().forEach((button, index) => {
    button.tabIndex = index === 0 ? 0 : -1;
  });
  if (element.dataset.arrows) {
    return;
  }
  element.dataset.arrows = 'yes';
  element.addEventListener('focusin', (event) => {
    buttons().forEach((button) => {
      button.tabIndex = button === event.target ? 0 : -1;
    });
  });
  element.addEventListener('keydown', (event) => {
    const next = neighbour(buttons().filter((button) => !button.disabled), event);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
}

function neighbour(buttons, event) {
  const at = buttons.indexOf(event.target);
  if (at < 0) {
    return undefined;
  }
  switch (event.key) {
    case 'ArrowLeft':
      return buttons[at - 1];
    case 'ArrowRight':
      return buttons[at + 1];
    case 'Home':
      return buttons[0];
    case 'End':
      return buttons[buttons.length - 1];
    case 'ArrowUp':
    case 'ArrowDown':
      return nearest(buttons, event.target, event.key === 'ArrowUp' ? -1 : 1);
    default:
      return undefined;
  }
}

/** The button of the row above or below that is nearest. */
function nearest(buttons, from, direction) {
  const here = from.getBoundingClientRect();
  const distance = (button) => {
    const there = button.getBoundingClientRect();
    return Math.abs(there.x + there.width / 2 - here.x - here.width / 2);
  };
  const rows = [...new Set(buttons.map((button) => Math.round(button.getBoundingClientRect().y)))].sort((a, b) => a - b);
  const row = rows[rows.indexOf(Math.round(here.y)) + direction];
  return buttons
    .filter((button) => Math.round(button.getBoundingClientRect().y) === row)
    .sort((a, b) => distance(a) - distance(b))[0];
}
