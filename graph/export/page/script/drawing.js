/* What both drawings have in common: where the camera stands, what fits, which labels show. */

/** @import { Label, Point, Shown } from './types.d.ts' */
/** @import { Model } from './model.js' */
import { curve, pointOn } from './curves.js';
import { placeLabels } from './labels.js';
import { measure, paintLabels, readTheme } from './paint.js';

const SMALLEST_SCALE = 0.6;
const [SIDE, END] = [58, 48];
const LEAST_SCALE = 0.02;

/** @typedef {{ node: number } | { edge: number } | null} Hit what lies under the pointer */
/** @typedef {{ x: number, y: number, scale: number }} Camera the point in the middle of the canvas, and pixels a unit */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Extent */

/** @type {Shown} */
export const NOTHING = { visible: { nodes: new Set(), edges: new Set() }, lifted: null, chosen: { nodes: new Set(), edges: new Set() }, possibly: new Set() };

/** @param {Point[]} points @returns {Extent} the rectangle around some points; of none, a small one */
export function extent(points) {
  if (!points.length) return { left: -1, right: 1, top: -1, bottom: 1 };
  const found = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    found.left = Math.min(found.left, x);
    found.right = Math.max(found.right, x);
    found.top = Math.min(found.top, y);
    found.bottom = Math.max(found.bottom, y);
  }
  return found;
}

/** The part of a drawing that does not depend on what paints it. A subclass has a camera and points, and redraws. */
export class BaseDrawing {
  /** @param {HTMLElement} container @param {Model} model @param {(hit: Hit) => void} onPick gets what is clicked */
  constructor(container, model, onPick) {
    this.container = container;
    this.model = model;
    this.onPick = onPick;
    this.theme = readTheme();
    /** @type {Shown} */
    this.shown = { ...NOTHING, visible: { nodes: new Set(model.nodes.keys()), edges: new Set(model.edges.keys()) } };
    /** @type {Hit} */
    this.hovered = null;
    /** Where somebody moved the drawing, it is not fitted anew when the window changes. */
    this.touched = false;
    this.moves = 0;
    /** @type {{ key: string, labels: Label[] }} */
    this.layout = { key: '', labels: [] };
    // Places are computed for wide screens; on a high one the drawing lies on its side.
    this.turned = container.clientHeight > container.clientWidth;
    this.calmly = window.matchMedia('(prefers-reduced-motion: reduce)');
    const drawn = this.startPoints();
    /** On a small screen glyphs would become specks: they grow against the lines. */
    this.growth = model.size === 'large' ? 1 : Math.min(2, Math.max(1, SMALLEST_SCALE / this.scaleFor(extent(drawn))));
  }

  /** @returns {boolean} whether nothing is to move by itself */
  get calm() {
    return this.calmly.matches;
  }

  /** @returns {Point[]} where glyphs stand when the page opens */
  startPoints() {
    return this.model.nodes.map(({ x, y }) => (this.turned ? { x: y, y: x } : { x, y }));
  }

  /** @returns {Camera} */
  camera() {
    throw new Error('a drawing has a camera');
  }

  /** @param {Camera} _camera @param {boolean} _animate */
  moveTo(_camera, _animate) {
    throw new Error('a drawing moves its camera');
  }

  /** @returns {Point[]} */
  points() {
    throw new Error('a drawing has points');
  }

  redraw() {
    throw new Error('a drawing draws');
  }

  readTheme() {
    this.theme = readTheme();
    this.moves += 1;
  }

  /** @param {Shown} shown */
  show(shown) {
    this.shown = shown;
    this.moves += 1;
  }

  /** @param {Hit} hit */
  hover(hit) {
    if (JSON.stringify(hit) === JSON.stringify(this.hovered)) return;
    this.hovered = hit;
    this.moves += 1;
    this.container.classList.toggle('pointing', Boolean(hit));
    this.redraw();
  }

  /** @param {number} index @returns {number} the radius of a glyph, in units of the drawing */
  reach(index) {
    return this.model.nodes[index].size * this.growth;
  }

  /** @param {number} index @param {number} part @returns {Point} a point on a line */
  edgeAt(index, part) {
    const points = this.points();
    const [start, end] = this.model.ends[index];
    return pointOn(curve(points[start], points[end], this.model.edges[index].bend, this.reach(start)), part);
  }

  /** @param {Extent} part @returns {number} the scale at which it fills the canvas, with room for labels */
  scaleFor({ left, right, top, bottom }) {
    const { clientWidth: width, clientHeight: height } = this.container;
    const scale = Math.min((width - 2 * SIDE) / (right - left + 1), (height - 2 * END) / (bottom - top + 1), 1.5);
    return Math.max(scale, LEAST_SCALE);
  }

  /** @param {boolean} animate @param {number[]} [indexes] what is to be seen; without it, all that is shown */
  fit(animate, indexes = [...this.shown.visible.nodes]) {
    const points = this.points();
    const part = extent((indexes.length ? indexes : [...points.keys()]).map((index) => points[index]));
    this.moveTo({ x: (part.left + part.right) / 2, y: (part.top + part.bottom) / 2, scale: this.scaleFor(part) }, animate);
  }

  /** @param {number} factor */
  zoom(factor) {
    this.touched = true;
    const { x, y, scale } = this.camera();
    this.moveTo({ x, y, scale: Math.min(8, Math.max(LEAST_SCALE, scale * factor)) }, true);
  }

  /** @param {number} across @param {number} down in pixels */
  pan(across, down) {
    this.touched = true;
    const { x, y, scale } = this.camera();
    this.moveTo({ x: x + across / scale, y: y + down / scale, scale }, false);
  }

  /** @param {number} index */
  centre(index) {
    this.touched = true;
    this.moveTo({ ...this.points()[index], scale: Math.max(this.camera().scale, 0.9) }, true);
  }

  /** @param {Point} point @returns {Point} in CSS pixels of the canvas element */
  onCanvas(point) {
    const { x, y, scale } = this.camera();
    return { x: (point.x - x) * scale + this.container.clientWidth / 2, y: (point.y - y) * scale + this.container.clientHeight / 2 };
  }

  /** @param {number} index */
  nodePoint(index) {
    return this.onCanvas(this.points()[index]);
  }

  /** @param {number} index */
  edgePoint(index) {
    return this.onCanvas(this.edgeAt(index, 0.5));
  }

  /** @param {CanvasRenderingContext2D} context whose units are those of the drawing */
  drawLabels(context) {
    const { x, y, scale } = this.camera();
    const place = this.model.size === 'small' ? '' : `${x} ${y}`;
    const key = `${scale} ${this.moves} ${place}`;
    if (this.layout.key !== key) this.layout = { key, labels: this.labelsAt(scale) };
    paintLabels(context, this.layout.labels, scale, this.theme);
  }

  /** @param {number} scale @param {boolean} [all] whether also those out of sight @returns {Label[]} */
  labelsAt(scale, all = false) {
    const points = this.points();
    const outer = extent([...this.shown.visible.nodes].map((index) => points[index]));
    const { x, y } = this.camera();
    const [across, down] = [this.container.clientWidth / 2, this.container.clientHeight / 2];
    return placeLabels({
      model: this.model, shown: this.shown, measure,
      hoveredNode: this.hovered && 'node' in this.hovered ? this.hovered.node : null,
      hoveredEdge: this.hovered && 'edge' in this.hovered ? this.hovered.edge : null,
      at: (index) => ({ x: points[index].x * scale, y: points[index].y * scale }),
      reach: (index) => this.reach(index) * scale,
      edgeAt: (index, part) => { const at = this.edgeAt(index, part); return { x: at.x * scale, y: at.y * scale }; },
      edge: { left: outer.left * scale - SIDE, right: outer.right * scale + SIDE, top: outer.top * scale - END, bottom: outer.bottom * scale + END },
      sight: all || this.model.size === 'small' ? null : { left: x * scale - across, right: x * scale + across, top: y * scale - down, bottom: y * scale + down },
      px: Math.min(15, Math.max(11, 12 * scale)),
    });
  }
}
