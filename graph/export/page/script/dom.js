/* Elements, made one by one: no text of the view is ever markup. */

import { t } from './texts.js';
import { clip } from './format.js';

/** @typedef {Node | string | null | undefined | false} Child */

/** @param {string} id @returns {HTMLElement} an element of the template */
export function $(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}

/** @param {Child[]} children @returns {(Node | string)[]} those that are there */
export const there = (children) => children.filter((child) => child instanceof Node || (typeof child === 'string' && child !== '')).map((child) => /** @type {Node | string} */ (child));

/**
 * Make an element. Attributes are names of ours; children are elements or text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} [attributes] @param {...Child} children @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...there(children));
  return element;
}

/** Text of the view: in its own direction, so that it cannot turn round what stands beside it. @param {string} text @param {string} [cls] */
export const said = (text, cls = '') => make('bdi', cls ? { class: cls } : {}, clip(text));

/** @param {string} cls @param {(event: MouseEvent) => void} action @param {...Child} children */
export function button(cls, action, ...children) {
  const element = make('button', { type: 'button', class: cls }, ...children);
  element.addEventListener('click', action);
  return element;
}

/** A button whose words do not say enough where it stands. @param {HTMLElement} element @param {string} label */
export function named(element, label) {
  element.setAttribute('aria-label', clip(label));
  element.title = clip(label);
  return element;
}

/** A small drawing: SVG attributes only, which need no leave from the style policy. */
/** @param {number} width @param {number} height @param {string} path @param {Record<string, string>} attributes */
export function svgPath(width, height, path, attributes) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const line = document.createElementNS(space, 'path');
  const box = { viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height), 'aria-hidden': 'true', focusable: 'false' };
  for (const [name, value] of Object.entries(box)) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ d: path, ...attributes })) line.setAttribute(name, value);
  svg.append(line);
  return svg;
}

const SHORT_TEXT = 1200;
const SHORT_LIST = 12;

/** Long text opens in full only when asked for: a page stays quick whatever a source says. @param {string} text @param {string} cls */
export function longText(text, cls) {
  const paragraph = make('p', { class: cls, dir: 'auto' }, text.slice(0, SHORT_TEXT));
  if (text.length <= SHORT_TEXT) return paragraph;
  const more = button('more', () => { paragraph.textContent = text; }, t('more.characters', { n: text.length }));
  paragraph.append('… ', more);
  return paragraph;
}

/** A list that shows its first items, and the others when asked for, a few hundred at a time. */
/**
 * @template T
 * @param {string} cls @param {T[]} items @param {(item: T) => HTMLElement} toItem @param {'ul' | 'ol'} [tag]
 */
export function list(cls, items, toItem, tag = 'ul') {
  const element = make(tag, { class: cls });
  const put = (/** @type {number} */ from, /** @type {number} */ count) => {
    const made = items.slice(from, from + count).map(toItem);
    element.append(...made);
    const left = items.length - from - count;
    if (left > 0) {
      const row = make('li', { class: 'more-row' });
      row.append(button('more', () => { row.remove(); put(from + count, 200); }, t('more.items', { n: left })));
      element.append(row);
    }
    if (from) /** @type {HTMLElement | null} */ (made[0].querySelector('button, a'))?.focus();
  };
  put(0, SHORT_LIST);
  return element;
}

/** Say something to a screen reader, and to the eye for a while. @param {string} text */
export function announce(text) {
  $('announce').textContent = text;
}

/** Put text on the clipboard, also where a browser gives a file no clipboard. @param {string} text @returns {Promise<boolean>} */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make('textarea', { class: 'unseen', 'aria-hidden': 'true', tabindex: '-1' });
    field.value = text;
    document.body.append(field);
    const focused = document.activeElement;
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return done;
  }
}

/** @param {string} name @param {Blob} blob hand a file to the reader */
export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  make('a', { href: address, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
