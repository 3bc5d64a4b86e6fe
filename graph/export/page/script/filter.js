/* What is shown: the legend's choices applied to the view, and the counts that stand beside them. No DOM. */

/** @import { Certainty, Filter, Part, ViewEdge, ViewNode } from './types.d.ts' */
/** @import { Model } from './model.js' */
import { fellIn, heldIn } from './days.js';
import { SAME_AS } from './model.js';

/** @type {Filter} */
export const OPEN_FILTER = Object.freeze({
  kinds: [], relations: [], sources: [], statuses: [], grade: '', origins: 0, from: '', to: '', certainties: [], hypotheses: false,
});

/** Groups of the legend whose rows can be left out. */
export const GROUPS = /** @type {const} */ (['kinds', 'relations', 'statuses', 'sources']);
/** @typedef {typeof GROUPS[number]} Group */

/** Grades from the best on: by the source's letter, then by the claim's number. F and 6 are “cannot be judged”. */
/** @param {string} grade @param {string} least @returns {boolean} */
export const gradeReaches = (grade, least) => least === '' || (grade !== '' && grade <= least);

/** @param {Filter} filter @returns {boolean} whether it leaves nothing out but hypotheses */
export const isOpen = (filter) => GROUPS.every((group) => filter[group].length === 0) && filter.grade === '' && filter.origins === 0
  && filter.from === '' && filter.to === '' && filter.certainties.length === 0;

/** @param {Filter} filter @returns {number} how many choices it is made of */
export const choices = (filter) => GROUPS.reduce((sum, group) => sum + filter[group].length, 0) + filter.certainties.length
  + [filter.grade, filter.origins, filter.from || filter.to].filter(Boolean).length;

/** The choices as sets, with the span, ready to be asked ten thousand times. */
class Asked {
  /** @param {Model} model @param {Filter} filter @param {Group | ''} [without] a group whose choices do not count */
  constructor(model, filter, without = '') {
    this.model = model;
    this.filter = filter;
    const out = (/** @type {Group} */ group) => new Set(group === without ? [] : filter[group]);
    this.out = { kinds: out('kinds'), relations: out('relations'), sources: out('sources'), statuses: out('statuses') };
    this.certainties = new Set(filter.certainties);
    this.timed = filter.from !== '' || filter.to !== '' || filter.certainties.length > 0;
  }

  /** @param {string[]} sources @returns {boolean} whether one of them is let in, or none is stated */
  sourced(sources) {
    return !this.out.sources.size || !sources.length || sources.some((id) => !this.out.sources.has(id));
  }

  /** @param {Certainty} certainty */
  inTime(certainty) {
    return certainty !== 'no' && !this.certainties.has(certainty);
  }

  /** @param {ViewNode} node @returns {boolean} */
  node(node) {
    if (this.out.kinds.has(node.kind) || !this.sourced(node.sources)) return false;
    // What has no date of its own, a person or a place, is not left out for lack of one.
    return !this.timed || node.date === null || this.inTime(fellIn(node, this.filter));
  }

  /** @param {ViewEdge} edge @returns {boolean} */
  edge(edge) {
    const { filter, out } = this;
    if (out.relations.has(edge.relation) || out.statuses.has(edge.status) || !this.sourced(edge.sources)) return false;
    if (edge.relation === SAME_AS) return filter.hypotheses;
    if (!gradeReaches(edge.grade, filter.grade) || edge.origins.length < filter.origins) return false;
    return !this.timed || this.inTime(heldIn(edge, filter));
  }
}

/**
 * @param {Model} model @param {Filter} filter @param {Group | ''} [without] a group whose choices do not count
 * @returns {Part} what is let in. An entity of which all relations are left out goes as well; hypotheses are no reason
 *   to stay or to go.
 */
export function visiblePart(model, filter, without = '') {
  const asked = new Asked(model, filter, without);
  const { nodes, edges } = model.view;
  const letIn = nodes.map((node) => asked.node(node));
  /** @type {Part} */
  const part = { nodes: new Set(), edges: new Set() };
  const counted = nodes.map(() => 0);
  const had = nodes.map(() => 0);
  edges.forEach((edge, index) => {
    const [start, end] = model.ends[index];
    const firm = edge.relation !== SAME_AS;
    if (firm) [start, end].forEach((one) => { had[one] += 1; });
    if (!letIn[start] || !letIn[end] || !asked.edge(edge)) return;
    part.edges.add(index);
    if (firm) [start, end].forEach((one) => { counted[one] += 1; });
  });
  letIn.forEach((isIn, index) => isIn && (counted[index] > 0 || had[index] === 0) && part.nodes.add(index));
  for (const edge of part.edges) if (!model.ends[edge].every((end) => part.nodes.has(end))) part.edges.delete(edge);
  return part;
}

/** @param {Model} model @param {Filter} filter @param {Part} part @returns {Set<number>} edges that held only possibly, when days are asked for */
export function possiblyHeld(model, filter, part) {
  if (!filter.from && !filter.to) return new Set();
  return new Set([...part.edges].filter((index) => heldIn(model.view.edges[index], filter) === 'possibly'));
}

/** @typedef {{ key: string, shown: number, all: number }} Count */

/** @param {Map<string, Count>} counts @param {string} key @param {boolean} isShown */
function tally(counts, key, isShown) {
  const count = counts.get(key) || { key, shown: 0, all: 0 };
  count.all += 1;
  count.shown += isShown ? 1 : 0;
  counts.set(key, count);
}

/**
 * @param {Model} model @param {Filter} filter @param {Group} group
 * @returns {Count[]} for each row of a group, how many the other choices let in, and how many there are
 */
export function countsOf(model, filter, group) {
  const part = visiblePart(model, filter, group);
  /** @type {Map<string, Count>} */
  const counts = new Map();
  const { nodes, edges } = model.view;
  if (group === 'kinds') nodes.forEach((node, index) => tally(counts, node.kind, part.nodes.has(index)));
  if (group === 'relations') edges.forEach((edge, index) => tally(counts, edge.relation, part.edges.has(index)));
  if (group === 'statuses') edges.forEach((edge, index) => tally(counts, edge.status, part.edges.has(index)));
  if (group === 'sources') edges.forEach((edge, index) => new Set(edge.sources).forEach((id) => tally(counts, id, part.edges.has(index))));
  return [...counts.values()];
}

/** @param {Model} model @param {Filter} filter @returns {Map<Certainty, number>} how many dated relations and events the days let in, and how surely */
export function certaintyCounts(model, filter) {
  const part = visiblePart(model, { ...filter, certainties: [], from: '', to: '' });
  /** @type {Map<Certainty, number>} */
  const counts = new Map();
  const add = (/** @type {Certainty} */ certainty) => counts.set(certainty, (counts.get(certainty) || 0) + 1);
  part.edges.forEach((index) => add(heldIn(model.view.edges[index], filter)));
  part.nodes.forEach((index) => model.view.nodes[index].date !== null && add(fellIn(model.view.nodes[index], filter)));
  return counts;
}

/** @param {Model} model @param {Part} part @param {Filter} filter @returns {number[]} claims that speak of what is shown */
export function visibleClaims(model, part, filter) {
  const left = new Set(filter.sources);
  const statuses = new Set(filter.statuses);
  const shown = (/** @type {string} */ id) => part.nodes.has(model.node(id));
  return [...model.view.claims.keys()].filter((index) => {
    const claim = model.view.claims[index];
    if (left.has(claim.source) || statuses.has(claim.status)) return false;
    if (claim.relation !== null && model.edgeIndex.has(claim.relation)) return part.edges.has(Number(model.edgeIndex.get(claim.relation)));
    return !claim.about.length || claim.about.some(shown);
  });
}
