/* What is shown, as text of files: CSV that no spreadsheet runs, and JSON of the view's own form. No DOM. */

/** @import { GraphView, Part } from './types.d.ts' */
/** @import { Model } from './model.js' */

/** Spreadsheets read these as the start of a formula; an apostrophe before them makes them text. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** @param {unknown} value @returns {string} */
export function csvCell(value) {
  const text = value === null || value === undefined ? '' : String(value);
  // A negative number is a number.
  const safe = FORMULA.test(text) && !(typeof value === 'number' && Number.isFinite(value)) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** @param {unknown[][]} rows @returns {string} with a byte order mark, without which spreadsheets take UTF-8 for something else */
export const csv = (rows) => `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

/** @param {Model} model @param {Part} part @param {number[]} claims @returns {GraphView} the view, cut to what is shown */
export function cut(model, part, claims) {
  const { view } = model;
  const nodes = view.nodes.filter((_, index) => part.nodes.has(index));
  const edges = view.edges.filter((_, index) => part.edges.has(index));
  const said = claims.map((index) => view.claims[index]);
  const used = new Set([...nodes.flatMap((node) => node.sources), ...edges.flatMap((edge) => edge.sources), ...said.map((claim) => claim.source)]);
  const ids = new Set(said.map((claim) => claim.id));
  return {
    ...view, nodes, edges, claims: said,
    sources: view.sources.filter((source) => used.has(source.id)),
    conflicts: view.conflicts.filter((conflict) => ids.has(conflict.one) && ids.has(conflict.other)),
    kinds: counted(view.kinds, nodes.map((node) => node.kind)),
    relations: counted(view.relations, edges.map((edge) => edge.relation)),
  };
}

/** @template {{ key: string, count: number }} T @param {T[]} entries @param {string[]} keys @returns {T[]} */
function counted(entries, keys) {
  return entries.map((entry) => ({ ...entry, count: keys.filter((key) => key === entry.key).length })).filter((entry) => entry.count);
}

/** @param {string} title @returns {string} a name that every file system takes */
export function fileName(title) {
  const plain = title.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return plain || 'casegraph';
}
