/* Names in any script, compared as people type them. No DOM. */

/** @import { Model } from './model.js' */

/** Letters that two ways of writing a name in Latin letters disagree about. */
/** @type {[RegExp, string][]} */
const LOOSE = [
  [/ks/g, 'x'], [/(ph|f)/g, 'f'], [/(sch|shch|sh|ch|zh|dzh|dj|j)/g, 'c'], [/(kh|gh|h)/g, 'h'], [/(ts|tz|z)/g, 's'], [/w/g, 'v'], [/q/g, 'k'],
  [/(iy|yi|ij|ii|yy|y)/g, 'i'], [/(yu|iu)/g, 'u'], [/(ia|ya)/g, 'a'], [/(ie|ye|yo|io)/g, 'e'], [/(.)\1+/g, '$1'],
];

/** @param {string} text small letters, without accents and without punctuation between words */
export const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  .replace(/['’ʼʻ`]/g, '').replace(/[\s\p{P}\p{S}]+/gu, ' ').trim();

/** @param {string} text @param {Record<string, string>} letters @returns {string} in Latin letters, as far as `letters` knows them */
export const latin = (text, letters) => fold([...text.normalize('NFC')].map((sign) => letters[sign] ?? sign).join(''));

/** @param {string} text in Latin letters @returns {string} without what transliterations disagree about */
export const loose = (text) => LOOSE.reduce((so, [from, to]) => so.replace(from, to), text);

/** @typedef {{ index: number, name: string, rank: number }} Match */

/** How well a text stands in a name: whole, at the start of a word, inside; -1 for not at all. */
/** @param {string} wanted @param {string} name */
function standing(wanted, name) {
  const at = name.indexOf(wanted);
  if (at < 0 || wanted === '') return -1;
  if (name === wanted) return 0;
  return at === 0 || name[at - 1] === ' ' ? 1 : 2;
}

/** Finds entities by any of their names, in whatever script the name or the question is written. */
export class NameIndex {
  /** @param {Model} model @param {Record<string, string>} letters */
  constructor(model, letters) {
    this.model = model;
    this.letters = letters;
    /** @type {{ index: number, name: string, forms: string[] }[]} */
    this.names = [];
  }

  /** Names are folded when first asked for: at ten thousand entities this is not for the time of opening. */
  ready() {
    if (this.names.length) return;
    this.model.view.nodes.forEach((node, index) => {
      for (const name of new Set([node.name, ...node.names])) this.names.push({ index, name, forms: this.forms(name.slice(0, 300)) });
    });
  }

  /** @param {string} text @returns {string[]} as it is, in Latin letters, and loosely */
  forms(text) {
    const plain = latin(text, this.letters);
    return [fold(text), plain, loose(plain)];
  }

  /**
   * @param {string} query @param {number} limit @param {string} [kind] only this one
   * @returns {Match[]} one match an entity, the closest first, then the best connected
   */
  find(query, limit, kind = '') {
    const wanted = this.forms(query.slice(0, 200));
    if (!wanted[0]) return [];
    this.ready();
    /** @type {Map<number, Match>} */
    const best = new Map();
    for (const { index, name, forms } of this.names) {
      if (kind && this.model.view.nodes[index].kind !== kind) continue;
      const rank = this.rank(wanted, forms);
      const before = best.get(index);
      if (rank >= 0 && (!before || rank < before.rank)) best.set(index, { index, name, rank });
    }
    const order = [...best.values()].sort((a, b) => a.rank - b.rank || this.model.degree(b.index) - this.model.degree(a.index) || a.index - b.index);
    return order.slice(0, limit);
  }

  /** @param {string[]} wanted @param {string[]} forms @returns {number} lower is closer, -1 is no match */
  rank(wanted, forms) {
    for (const [step, form] of forms.entries()) {
      // One letter, compared loosely, matches nearly everything.
      if (step === 2 && wanted[2].length < 3) break;
      const found = standing(wanted[step], form);
      if (found >= 0) return step * 3 + found;
    }
    return -1;
  }
}
