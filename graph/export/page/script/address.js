/* The state of the page in its address, so that a link opens what was seen. No DOM. */

/** @import { Filter, Focus, State, TableName } from './types.d.ts' */
import { GROUPS, OPEN_FILTER } from './filter.js';

const KNOWN_FACES = new Set(['graph', 'entities', 'relations', 'claims']);
const DAY_FORM = /^[-+]?\d{4,}-\d\d-\d\d$/;

/** Lists are joined by commas, so commas inside an id are written as signs are in addresses. */
const join = (/** @type {string[]} */ ids) => ids.map(written).join(',');

/** @param {string} id @returns {string} as it stands in an address; no id at all is a ! */
function written(id) {
  // Half of a pair of surrogates has no form in an address; the view shows it as U+FFFD anyway.
  return id === '' ? '!' : encodeURIComponent(id.replace(/\p{Cs}/gu, '\ufffd')).replace(/!/g, '%21');
}

/** @param {string} text @returns {string} as it was before it was written into an address; as it is when that fails */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const split = (/** @type {string} */ text) => text.split(',').filter(Boolean).map((one) => (one === '!' ? '' : decoded(one)));

/** @param {State} state @returns {string} what stands after the # */
export function toAddress({ focus, filter, face }) {
  /** @type {string[]} */
  const parts = [];
  const add = (/** @type {string} */ key, /** @type {string} */ value) => value && parts.push(`${key}=${value}`);
  if (focus.type === 'node') add('entity', written(focus.id));
  if (focus.type === 'edge') add('relation', written(focus.id));
  if (focus.type === 'path') add('path', join([focus.from, focus.to]));
  GROUPS.forEach((group) => add(`no-${group}`, join(filter[group])));
  add('no-certainties', join(filter.certainties));
  add('grade', encodeURIComponent(filter.grade));
  add('origins', filter.origins ? String(filter.origins) : '');
  add('from', filter.from);
  add('to', filter.to);
  add('hypotheses', filter.hypotheses ? '1' : '');
  add('show', face === 'graph' ? '' : face);
  return parts.join('&');
}

/** @param {Map<string, string>} given @returns {Focus} */
function focusOf(given) {
  const [entity, relation, path] = ['entity', 'relation', 'path'].map((key) => given.get(key));
  if (entity) return { type: 'node', id: split(entity)[0] ?? '' };
  if (relation) return { type: 'edge', id: split(relation)[0] ?? '' };
  const ends = split(path || '');
  return ends.length === 2 ? { type: 'path', from: ends[0], to: ends[1] } : { type: 'all' };
}

/** @param {string} hash with or without # @returns {State} what can be read of it; the rest is as at the start */
export function fromAddress(hash) {
  const pairs = hash.replace(/^#/, '').split('&').map((part) => /** @type {[string, string]} */ ([part.split('=')[0], part.split('=').slice(1).join('=')]));
  const given = new Map(pairs);
  const day = (/** @type {string} */ key) => (DAY_FORM.test(given.get(key) || '') ? String(given.get(key)) : '');
  /** @type {Filter} */
  const filter = {
    ...OPEN_FILTER, grade: decoded(given.get('grade') || ''), origins: Math.max(0, Math.min(99, Math.trunc(Number(given.get('origins'))) || 0)),
    from: day('from'), to: day('to'), hypotheses: given.get('hypotheses') === '1', certainties: split(given.get('no-certainties') || ''),
  };
  for (const group of GROUPS) filter[group] = split(given.get(`no-${group}`) || '');
  const face = given.get('show') || '';
  return { focus: focusOf(given), filter, face: KNOWN_FACES.has(face) ? /** @type {'graph' | TableName} */ (face) : 'graph' };
}
