/* Which labels are shown and where, as maps do it: the best connected first, none over another. No DOM. */

/** @import { Label, Point, Shown, Size } from './types.d.ts' */
/** @import { Model } from './model.js' */
import { isLifted } from './scene.js';
import { edgeLabel } from './format.js';

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const HUB = 6;
const COSTLY = 5;
const FEW_EDGES = 14;
/** How many nodes may be labelled beside the chosen ones and their neighbours. @type {Record<Size, number>} */
const LABELLED = { small: 300, medium: 120, large: 0 };
const MOST_LIFTED = 80;

/** @typedef {{ left: number, right: number, top: number, bottom: number, own: number, x: number, y: number }} Box */

/**
 * What labels are placed on: glyphs in screen pixels from the drawing's own origin.
 * @typedef {object} Sheet
 * @property {Model} model
 * @property {Shown} shown
 * @property {number | null} hoveredNode
 * @property {number | null} hoveredEdge
 * @property {(index: number) => Point} at
 * @property {(index: number) => number} reach the radius of a glyph
 * @property {(index: number, part: number) => Point} edgeAt
 * @property {Omit<Box, 'own' | 'x' | 'y'>} edge what labels must not leave
 * @property {Omit<Box, 'own' | 'x' | 'y'> | null} sight what is seen of it; null for all
 * @property {number} px the size of letters
 * @property {(text: string, font: string) => number} measure
 */

/** @param {number} x @param {number} y @param {number} width @param {number} height @param {number} own @returns {Box} */
const boxAt = (x, y, width, height, own) => ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, own, x, y });

/** @template T @param {T[]} items @param {(item: T) => number} cost @returns {T} */
const leastOf = (items, cost) => items.map((item) => ({ item, cost: cost(item) })).reduce((a, b) => (b.cost < a.cost ? b : a)).item;

/** Rectangles already taken, found by cell. */
class Taken {
  /** @param {Sheet} sheet */
  constructor(sheet) {
    /** @type {Map<string, Box[]>} */
    this.cells = new Map();
    this.sheet = sheet;
  }

  /** @param {Box} box @returns {boolean} whether it stays on the sheet */
  holds(box) {
    const { left, right, top, bottom } = this.sheet.edge;
    return box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
  }

  /** @param {Box} box */
  * keys(box) {
    for (let x = Math.floor(box.left / 64); x <= Math.floor(box.right / 64); x += 1) {
      for (let y = Math.floor(box.top / 64); y <= Math.floor(box.bottom / 64); y += 1) yield `${x},${y}`;
    }
  }

  /** @param {Box} box */
  add(box) {
    for (const key of this.keys(box)) {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /** How much a box would cover: a label or a hub counts for more than a glyph; a node's own glyph is no obstacle. */
  /** @param {Box} box @param {number} own */
  conflicts(box, own) {
    const hit = new Set();
    for (const key of this.keys(box)) (this.cells.get(key) || []).forEach((other) => hit.add(other));
    let sum = 0;
    for (const other of hit) {
      const apart = other.left >= box.right || other.right <= box.left || other.top >= box.bottom || other.bottom <= box.top;
      if (!apart && other.own !== own) sum += other.own < 0 || this.sheet.model.degree(other.own) >= HUB ? COSTLY : 1;
    }
    return sum;
  }
}

/** @param {Sheet} sheet @returns {Label[]} */
export function placeLabels(sheet) {
  const taken = new Taken(sheet);
  const named = namedNodes(sheet);
  const wanted = wantedNodes(sheet, named);
  if (sheet.model.size !== 'large') {
    for (const index of sheet.shown.visible.nodes) if (isLifted(sheet.shown, 'nodes', index) && inSight(sheet, index)) taken.add(glyphBox(sheet, index));
  }
  const labels = wanted.map((index) => placeLabel(sheet, index, named.has(index), taken)).filter((label) => label !== null);
  return [...labels, ...placeEdgeLabels(sheet, taken)];
}

/** @param {Sheet} sheet @param {number} index @returns {Box} */
function glyphBox(sheet, index) {
  const reach = sheet.reach(index) + 1;
  const { x, y } = sheet.at(index);
  return boxAt(x, y, 2 * reach, 2 * reach, index);
}

/** @param {Sheet} sheet @param {number} index */
function inSight({ sight, at }, index) {
  if (!sight) return true;
  const { x, y } = at(index);
  return x > sight.left && x < sight.right && y > sight.top && y < sight.bottom;
}

/** Nodes whose names show whatever they cover: those chosen, the one pointed at, and the ends of such a line. */
/** @param {Sheet} sheet @returns {Set<number>} */
function namedNodes({ model, shown, hoveredNode, hoveredEdge }) {
  const named = new Set(shown.chosen.nodes);
  for (const edge of shown.chosen.edges) model.ends[edge].forEach((end) => named.add(end));
  if (hoveredNode !== null) named.add(hoveredNode);
  if (hoveredEdge !== null) model.ends[hoveredEdge].forEach((end) => named.add(end));
  return named;
}

/** @param {Sheet} sheet @param {Set<number>} named @returns {number[]} in the order in which they take their places */
function wantedNodes(sheet, named) {
  const { model, shown } = sheet;
  const busiest = (/** @type {Iterable<number>} */ nodes) => [...nodes].sort((a, b) => model.degree(b) - model.degree(a) || a - b);
  const seen = (/** @type {Iterable<number>} */ nodes) => [...nodes].filter((index) => shown.visible.nodes.has(index) && !named.has(index) && inSight(sheet, index));
  const first = [...named].filter((index) => shown.visible.nodes.has(index));
  if (shown.lifted) return [...first, ...busiest(seen(shown.lifted.nodes)).slice(0, model.size === 'small' ? Infinity : MOST_LIFTED)];
  if (!LABELLED[model.size]) return first;
  return [...first, ...busiest(seen(shown.visible.nodes)).slice(0, LABELLED[model.size])];
}

/** Below, above, beside and at the corners of a glyph. */
const SPOTS = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]];

/** @param {Sheet} sheet @param {number} index @param {boolean} forced @param {Taken} taken @returns {Label | null} */
function placeLabel(sheet, index, forced, taken) {
  const { px } = sheet;
  const font = `${forced ? 600 : 400} ${px}px ${FONT}`;
  const lines = sheet.model.nodes[index].label.split('\n');
  const width = Math.max(...lines.map((line) => sheet.measure(line, font)));
  const height = lines.length * px * 1.16;
  const { x, y } = sheet.at(index);
  const reach = sheet.reach(index) + 1;
  const [down, aside] = [reach + 2 + height / 2, reach + 4 + width / 2];
  const boxes = SPOTS.map(([right, below]) => boxAt(x + right * aside * (below ? 0.8 : 1), y + below * down * (right ? 0.7 : 1), width, height, index));
  let box = boxes.find((candidate) => taken.holds(candidate) && taken.conflicts(candidate, index) === 0);
  if (!box) {
    if (!forced && sheet.model.degree(index) < HUB) return null;
    box = leastOf(boxes, (candidate) => taken.conflicts(candidate, index));
    if (!forced && taken.conflicts(box, index) >= COSTLY) return null;
  }
  taken.add({ ...box, own: -1 });
  return { lines, x: box.x, y: box.y, px, strong: forced, pill: false, width };
}

/** The words of a line show when it is chosen or pointed at, when its node is chosen, or when lines are few. */
/** @param {Sheet} sheet @returns {{ forced: Set<number>, edges: number[] }} */
function wordedEdges({ model, shown, hoveredEdge }) {
  const forced = new Set([...shown.chosen.edges, ...(hoveredEdge === null ? [] : [hoveredEdge])]);
  const near = shown.lifted ? shown.lifted.edges : shown.visible.edges;
  const few = near.size <= FEW_EDGES && model.size !== 'large' ? [...near].filter((edge) => shown.visible.edges.has(edge)) : [];
  return { forced, edges: [...new Set([...forced, ...few])] };
}

/** @param {Sheet} sheet @param {Taken} taken @returns {Label[]} */
function placeEdgeLabels(sheet, taken) {
  const { forced, edges } = wordedEdges(sheet);
  const px = sheet.px - 1;
  return edges.map((index) => {
    const text = edgeLabel(sheet.model, sheet.model.view.edges[index]).slice(0, 60);
    const width = sheet.measure(text, `400 ${px}px ${FONT}`);
    const boxes = [0.5, 0.4, 0.6, 0.3, 0.7].map((part) => {
      const { x, y } = sheet.edgeAt(index, part);
      return boxAt(x, y, width + 8, px * 2, -2);
    });
    const box = leastOf(boxes, (candidate) => taken.conflicts(candidate, -3));
    if (!forced.has(index) && taken.conflicts(box, -3)) return null;
    taken.add(box);
    return { lines: [text], x: box.x, y: box.y, px, strong: false, pill: true, width };
  }).filter((label) => label !== null);
}
