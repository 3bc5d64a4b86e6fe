/* The drawing as a few long outlines, one for each way of painting: a canvas paints them fast, an SVG file holds them. No DOM. */

/** @import { Point, Shown, Theme, ViewEdge } from './types.d.ts' */
/** @import { Model } from './model.js' */
import { arrow, curve, line } from './curves.js';
import { SAME_AS } from './model.js';
import { outline } from './shapes.js';

export const DIM = 0.14;
const POSSIBLY = 0.45;

/** @typedef {{ d: string, fill: string, stroke: string, width: number, dash: number[], opacity: number }} Layer */

/** What a scene is made of. @typedef {{ model: Model, shown: Shown, points: Point[], theme: Theme, growth: number, arrows: boolean }} Setting */

/** @param {Theme} theme @param {ViewEdge} edge */
export const lineColour = (theme, edge) => (edge.relation === SAME_AS ? theme.hypothesis : edge.disputed_sources.length ? theme.denied : theme.line);

/** @param {Shown} shown @param {'nodes' | 'edges'} kind @param {number} index @returns {boolean} whether it stands out, or nothing does */
export const isLifted = (shown, kind, index) => !shown.lifted || shown.lifted[kind].has(index) || shown.chosen[kind].has(index);

/** Outlines by the way they are painted; those that come last lie on top. */
class Layers {
  constructor() {
    /** @type {Map<string, { look: Omit<Layer, 'd'>, parts: string[] }>} */
    this.found = new Map();
  }

  /** @param {string} d @param {Partial<Layer>} look */
  add(d, look) {
    if (!d) return;
    const full = { fill: '', stroke: '', width: 0, dash: [], opacity: 1, ...look };
    const key = [full.fill, full.stroke, full.width, full.dash, full.opacity].join('|');
    const layer = this.found.get(key);
    if (layer) layer.parts.push(d);
    else this.found.set(key, { look: full, parts: [d] });
  }

  /** @returns {Layer[]} the dim ones first */
  list() {
    return [...this.found.values()].map(({ look, parts }) => ({ ...look, d: parts.join('') })).sort((a, b) => a.opacity - b.opacity);
  }
}

/** @param {Setting} setting @param {number} index @returns {import('./curves.js').Curve} */
export function edgeCurve({ model, points, growth }, index) {
  const [start, end] = model.ends[index];
  return curve(points[start], points[end], model.edges[index].bend, model.nodes[start].size * growth);
}

/** @param {Setting} setting @returns {Layer[]} lines, with arrowheads where `arrows` asks for them */
export function edgeLayers(setting) {
  const { model, shown, theme, growth } = setting;
  const layers = new Layers();
  for (const index of shown.visible.edges) {
    const { dashes, arrows } = model.edges[index];
    const [strong, chosen] = [isLifted(shown, 'edges', index), shown.chosen.edges.has(index)];
    const plain = lineColour(theme, model.view.edges[index]);
    const stroke = chosen ? theme.accent : shown.lifted && strong && plain === theme.line ? theme.muted : plain;
    const opacity = strong ? (shown.possibly.has(index) ? POSSIBLY : 1) : DIM;
    const width = chosen ? 2.6 : shown.lifted && strong ? 2 : 1.3;
    const way = edgeCurve(setting, index);
    layers.add(line(way), { stroke, width, dash: dashes || [], opacity });
    if (setting.arrows && arrows !== '') layers.add(arrow(way, model.nodes[model.ends[index][1]].size * growth + 2, 7), { fill: stroke, opacity });
  }
  return layers.list();
}

/** @param {Setting} setting @returns {Layer[]} glyphs */
export function nodeLayers({ model, shown, points, theme, growth }) {
  const layers = new Layers();
  for (const index of shown.visible.nodes) {
    const { shape, color, size } = model.nodes[index];
    const chosen = shown.chosen.nodes.has(index);
    const look = { fill: color, stroke: chosen ? theme.accent : theme.rim, width: chosen ? 3.5 : 1.2, opacity: isLifted(shown, 'nodes', index) ? 1 : DIM };
    layers.add(outline(shape, points[index].x, points[index].y, size * growth), look);
  }
  return layers.list();
}
