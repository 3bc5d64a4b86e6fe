/* Terms, dates, figures and places of the view in words. No DOM. */

/** @import { ViewClaim, ViewEdge } from './types.d.ts' */
/** @import { Model } from './model.js' */
import { number, t, term } from './texts.js';

const LONGEST = 300;
/** What is longer than any name is cut where it stands beside other things: a page stays quick whatever a source says. */
/** @param {string} text @returns {string} */
export const clip = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
/** @param {string} key */
export const spaced = (key) => clip(key).replace(/_/g, ' ').trim();
/** @param {string} text */
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {Model} model @param {string} key @returns {string} */
export const kindLabel = (model, key) => term(`kind.${key}`, clip(model.kindOf.get(key)?.label || spaced(key)));

/** @param {Model} model @param {string} key @returns {string} a type of relation, in small letters */
export function relationLabel(model, key) {
  const label = clip(model.relationOf.get(key)?.label || key);
  const plain = spaced(label).toLowerCase() === spaced(key).toLowerCase() ? spaced(key).toLowerCase() : label;
  return term(`relation.${key}`, plain);
}

/** @param {ViewEdge} edge @returns {string} what its source calls a relation, such as “co-founder” */
export const roleOf = (edge) => (typeof edge.properties.role === 'string' ? clip(edge.properties.role) : '');
/** @param {Model} model @param {ViewEdge} edge @returns {string} “linked to (co-founder)” */
export const edgeLabel = (model, edge) => relationLabel(model, edge.relation) + (roleOf(edge) && ` (${roleOf(edge)})`);

/** @param {string} status */
export const statusLabel = (status) => term(`status.${status}`, spaced(status));
/** @param {string} field */
export const fieldLabel = (field) => term(`field.${field}`, spaced(field));
/** @param {string} value @returns {string} a value from one of the model's short lists, such as a type of ruling */
export const valueLabel = (value) => term(`value.${value}`, spaced(value));

/** @param {string | null} stated @param {string | null} ended @returns {string} dates stay as the source gave them (EDTF) */
export function period(stated, ended) {
  const [since, until] = [clip(stated || ''), clip(ended || '')];
  if (since && until) return since === until ? since : `${since} – ${until}`;
  if (since) return t('date.since', { date: since });
  return until ? t('date.until', { date: until }) : '';
}

/** @param {unknown} value @returns {string} */
export function valueText(value) {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map(valueText).filter(Boolean).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return typeof value === 'string' ? term(`value.${value}`, value) : String(value);
}

/** @param {ViewClaim} claim @returns {string} what a figure claim counts: “Fighters: at least 210,000 people · as of 2025” */
export function figureText(claim) {
  if (claim.value === null && !claim.metric) return '';
  const value = typeof claim.value === 'number' ? number(claim.value) : clip(valueText(claim.value));
  const amount = [claim.bound && valueLabel(claim.bound), value, claim.unit && spaced(claim.unit)].filter(Boolean).join(' ');
  const metric = claim.metric ? sentence(spaced(claim.metric)) : '';
  const parts = [[metric, amount].filter(Boolean).join(': '), clip(claim.scope || ''), claim.as_of && t('date.asOf', { date: clip(claim.as_of) })];
  return parts.filter(Boolean).join(' · ');
}

/** @param {ViewClaim} claim @returns {string} where in its source it stands; the end is exclusive */
export function locatorText({ locator_start: start, locator_end: end, row, column }) {
  if (start === null && row !== null) return column ? t('locator.cell', { row: String(row), column: clip(column) }) : t('locator.row', { row: String(row) });
  if (start === null) return '';
  // Places in a text are written without separators, as other programs want them.
  return end === null ? t('locator.from', { start: String(start) }) : t('locator.span', { start: String(start), end: String(end) });
}

/** @param {string | null} address @returns {string} the address, when it is one that may become a link, else '' */
export function linkable(address) {
  try {
    return address && ['http:', 'https:'].includes(new URL(address).protocol) ? address : '';
  } catch {
    return '';
  }
}

/** @param {Model} model @returns {string} “12 entities · 30 relations …” */
export const countText = (model) => [
  t('count.entities', { n: model.view.nodes.length }), t('count.relations', { n: model.view.edges.length }),
  t('count.claims', { n: model.view.claims.length }), t('count.sources', { n: model.view.sources.length })].join(' · ');
