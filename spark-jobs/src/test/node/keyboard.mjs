// The keyboard page in Chromium, at a phone's and a screen's width, in light and dark:
// node keyboard.mjs PORT FOLDER-FOR-SCREENSHOTS
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const [port, folder] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}/`;
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const browser = await chromium.launch({ executablePath, args });

async function open(width, height, colorScheme, touch) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, hasTouch: touch, isMobile: touch });
  const page = await context.newPage();
  page.on('request', (request) => assert.ok(request.url().startsWith(origin), request.url()));
  page.on('pageerror', (error) => assert.fail(error.message));
  page.on('console', (message) => assert.notEqual(message.type(), 'error', message.text()));
  await page.goto(origin);
  await suggested(page, '');
  return page;
}

const words = (page) => page.$$eval('#suggestions button', (buttons) => buttons.map((button) => button.textContent));

/** Waits until suggestions are shown for what was typed. */
async function suggested(page, beginning) {
  await page.waitForFunction(
    (begun) => {
      const shown = Array.from(document.querySelectorAll('#suggestions button:enabled'), (button) => button.textContent);
      const plain = (text) => text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();
      return shown.length > 0 && shown.every((word) => plain(word).startsWith(plain(begun)));
    },
    beginning,
  );
}

async function tapKeys(page, text) {
  for (const character of text) {
    const upper = character !== character.toLowerCase();
    if (upper && (await page.getAttribute('[data-key="Shift"]', 'aria-pressed')) === 'false') {
      await page.tap('[data-key="Shift"]');
    }
    await page.tap(`#keys [data-key="${character.toLowerCase()}"]`);
  }
}

const value = (page) => page.inputValue('#text');

async function onAPhone(scheme) {
  const page = await open(390, 844, scheme, true);
  await tapKeys(page, 'Hello, welcome to the ');
  assert.equal(await value(page), 'Hello, welcome to the ');
  await page.waitForFunction(() => document.querySelectorAll('#suggestions button:enabled').length === 3);
  await page.screenshot({ path: `${folder}/phone-${scheme}.png` });
  const middle = (await words(page))[1];
  await page.tap('#suggestions button:nth-child(2)');
  assert.equal(await value(page), `Hello, welcome to the ${middle} `);
  await tapKeys(page, '.');
  assert.equal(await value(page), `Hello, welcome to the ${middle}. `);
  assert.equal(await page.getAttribute('[data-key="Shift"]', 'aria-pressed'), 'true');
  await tapKeys(page, 'sa');
  await suggested(page, 'Sa');
  assert.equal((await words(page))[1], 'S\u00e3o');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  assert.ok(wide, 'nothing is wider than the phone');
  for (const box of await page.$$eval('#keys button', (keys) => keys.map((key) => key.getBoundingClientRect().toJSON()))) {
    assert.ok(box.height >= 44 && box.width >= 30 && box.right <= 390, JSON.stringify(box));
  }
  await page.context().close();
}

async function withAPhysicalKeyboard(scheme) {
  const page = await open(1280, 900, scheme, false);
  await page.keyboard.type('Hello, welcome to the ');
  await page.waitForFunction(() => document.querySelectorAll('#suggestions button:enabled').length === 3);
  await page.screenshot({ path: `${folder}/screen-${scheme}.png` });
  const [left] = await words(page);
  await page.keyboard.press('Alt+1');
  assert.equal(await value(page), `Hello, welcome to the ${left} `);
  await page.keyboard.type('. We live in Sao');
  await suggested(page, 'Sao');
  await page.waitForSelector('#suggestions .sure');
  assert.equal((await words(page))[1], 'S\u00e3o');
  await page.keyboard.press('Space');
  assert.equal(await value(page), `Hello, welcome to the ${left}. We live in S\u00e3o `);
  await page.keyboard.press('Backspace');
  assert.equal(await value(page), `Hello, welcome to the ${left}. We live in Sao `);
  await page.waitForFunction(() => document.getElementById('status').textContent.startsWith('Suggestions: '));
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.parentElement.id), 'suggestions');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'text');
  await page.context().close();
}

for (const scheme of ['light', 'dark']) {
  await onAPhone(scheme);
  await withAPhysicalKeyboard(scheme);
}

const page = await open(390, 844, 'light', true);
for (const [role, name] of [['toolbar', 'Suggestions'], ['group', 'Keys'], ['textbox', 'Message'], ['button', 'Backspace']]) {
  assert.equal(await page.getByRole(role, { name, exact: true }).count(), 1, `${role} ${name}`);
}
await browser.close();
console.log('ok');
