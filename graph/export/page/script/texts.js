/* The words of the interface, in the reader's language. No DOM. */

/** @import { Texts } from './types.d.ts' */

/** @type {{ language: string, texts: Record<string, Texts> }} */
const spoken = { language: 'en', texts: {} };

/** @param {Record<string, Texts>} texts by language @param {readonly string[]} wanted the languages that the reader prefers @returns {string} the one taken */
export function speak(texts, wanted) {
  const short = wanted.map((language) => language.toLowerCase().split('-')[0]);
  spoken.texts = texts;
  spoken.language = short.find((language) => Object.hasOwn(texts, language)) || 'en';
  return spoken.language;
}

export const language = () => spoken.language;

/** @param {string} key @returns {string | undefined} */
function text(key) {
  const own = spoken.texts[spoken.language];
  return own && Object.hasOwn(own, key) ? own[key] : undefined;
}

/** @param {number} number @returns {string} as the language writes it */
export const number = (number) => number.toLocaleString(spoken.language);

/**
 * @param {string} key @param {Record<string, string | number>} [values] put in for {names}; `n` chooses the plural as well
 * @returns {string} the words, or the key where they are missing
 */
export function t(key, values = {}) {
  const form = typeof values.n === 'number' ? text(`${key}.${new Intl.PluralRules(spoken.language).select(values.n)}`) : undefined;
  const found = form ?? text(`${key}.other`) ?? text(key) ?? key;
  return found.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === 'number' ? number(value) : String(value ?? '');
  });
}

/** @param {string} key @param {string} fallback @returns {string} words that a language has for a term of the model, else what the view calls it */
export const term = (key, fallback) => text(key) ?? fallback;
