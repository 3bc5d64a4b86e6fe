/* The rulings of a case or of a person, in order, and which of them stands. No DOM. */

/** @import { Model } from './model.js' */
import { far } from './paths.js';

/** @typedef {{ node: number, superseded: number[] }} Ruling a ruling, and the places of those that supersede it */

/** @param {Model} model @param {number} node @param {string[]} relations @returns {number[]} its edges of these types, but for those that are denied only */
function tied(model, node, relations) {
  return model.edgesAt[node].filter((edge) => relations.includes(model.view.edges[edge].relation) && model.view.edges[edge].standing !== 'denied only');
}

/** @param {Model} model @param {number} node @param {string[]} relations @returns {number[]} the other ends */
function others(model, node, relations) {
  return tied(model, node, relations).map((edge) => far(model, edge, node));
}

/** @param {Model} model @param {number} node @returns {Set<number>} rulings in this case, about this entity, or in the cases where it is the defendant */
function rulingsAt(model, node) {
  const kind = (/** @type {number} */ other) => model.view.nodes[other].kind;
  const direct = others(model, node, ['RULED_IN', 'CONCERNS', 'SUPERSEDES']);
  const cases = others(model, node, ['DEFENDANT_IN']).filter((other) => kind(other) === 'LegalCase');
  const found = [...direct, ...cases.flatMap((one) => others(model, one, ['RULED_IN']))];
  const whole = new Set(found.filter((other) => kind(other) === 'Ruling'));
  if (kind(node) === 'Ruling') whole.add(node);
  return whole;
}

/** @param {Model} model @param {number} node @returns {Ruling[]} from the first to the last: a ruling comes after what it supersedes, else by date */
export function rulingsInOrder(model, node) {
  if (!['LegalCase', 'Person', 'Group', 'CaseGroup', 'Ruling'].includes(model.view.nodes[node].kind)) return [];
  const found = rulingsAt(model, node);
  const rulings = [...found].map((ruling) => ({
    node: ruling,
    superseded: tied(model, ruling, ['SUPERSEDES']).filter((edge) => model.ends[edge][1] === ruling)
      .map((edge) => model.ends[edge][0]),
  }));
  const day = (/** @type {Ruling} */ one) => model.view.nodes[one.node].date_earliest ?? '9999';
  rulings.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.node - b.node));
  return inTurn(rulings);
}

/** @param {Ruling[]} rulings by date @returns {Ruling[]} moved so that none stands before one that it supersedes */
function inTurn(rulings) {
  /** @type {Ruling[]} */
  const turn = [];
  let left = rulings;
  while (left.length) {
    const waiting = new Set(left.filter((one) => !turn.includes(one)).flatMap((one) => one.superseded));
    const next = left.find((one) => !waiting.has(one.node)) || left[0];
    turn.push(next);
    left = left.filter((one) => one !== next);
  }
  return turn;
}
