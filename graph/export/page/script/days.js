/* Days and imprecise dates: what surely, possibly or certainly not lies in a span. Days are ISO text, which sorts. No DOM. */

/** @import { Model } from './model.js' */
/** @import { Certainty, ViewEdge, ViewNode } from './types.d.ts' */

const DAY = 86_400_000;

/** @param {string} iso @returns {number} whole days since 1970; before the year 100 and after 9999 as well */
export function dayNumber(iso) {
  const [, sign, year, month, day] = /^([-+]?)(\d+)-(\d+)-(\d+)/.exec(iso) || ['', '', '1970', '1', '1'];
  const date = new Date(0);
  date.setUTCFullYear(Number(`${sign}${year}`), Number(month) - 1, Number(day));
  return Math.round(date.getTime() / DAY);
}

/** @param {number} number @returns {string} the day as ISO text */
export const dayText = (number) => new Date(number * DAY).toISOString().slice(0, 10);

/** @param {string | null} text @returns {boolean} whether the source itself is unsure of the date (EDTF ?, ~, %) */
export const unsure = (text) => text !== null && /[?~%]/.test(text);

/** @typedef {{ from: string, to: string }} Span days; '' for open */

/** @param {string} one @param {string} other @returns {boolean} whether a day is not after another; '' is open */
const until = (one, other) => one === '' || other === '' || one <= other;

/**
 * Whether a relation held at some time in a span: definitely, when it surely began or ended in it, or had surely begun
 * and surely not ended; what no source dates is undated.
 * @param {ViewEdge} edge @param {Span} span @returns {Certainty}
 */
export function heldIn(edge, { from, to }) {
  if (edge.since === null && edge.until === null) return 'undated';
  const began = { first: edge.since_earliest ?? '', last: edge.since_latest ?? '', sure: edge.since_latest !== null && !unsure(edge.since) };
  const ended = { first: edge.until_earliest ?? '', last: edge.until_latest ?? '', sure: edge.until_earliest !== null && !unsure(edge.until) };
  if (!until(began.first, to) || !until(from, ended.last)) return 'no';
  const startsIn = began.sure && edge.since_earliest !== null && until(from, began.first) && until(began.last, to);
  const endsIn = ended.sure && edge.until_latest !== null && until(from, ended.first) && until(ended.last, to);
  const spans = began.sure && ended.sure && until(began.last, to) && until(from, ended.first);
  return startsIn || endsIn || spans ? 'definitely' : 'possibly';
}

/** @param {ViewNode} node an event, or anything without a date of its own @param {Span} span @returns {Certainty} */
export function fellIn(node, { from, to }) {
  if (node.date === null) return 'undated';
  const [first, last] = [node.date_earliest ?? '', node.date_latest ?? ''];
  if (!until(first, to) || !until(from, last)) return 'no';
  const whole = node.date_earliest !== null && node.date_latest !== null;
  return whole && !unsure(node.date) && until(from, first) && until(last, to) ? 'definitely' : 'possibly';
}

/** @param {Model} model @returns {string[]} every first and last day that the view names, in order */
export function statedDays(model) {
  const days = [
    ...model.view.nodes.flatMap((node) => [node.date_earliest, node.date_latest]),
    ...model.view.edges.flatMap((edge) => [edge.since_earliest, edge.since_latest, edge.until_earliest, edge.until_latest]),
  ];
  return days.filter((day) => day !== null).sort();
}
