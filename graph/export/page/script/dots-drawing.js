/* The drawing by our own canvas, for views that vis-network is too slow for: long outlines painted at once. */

/** @import { Point, Shown } from './types.d.ts' */
/** @import { Model } from './model.js' */
/** @import { Camera, Hit } from './drawing.js' */
/** @import { Layer } from './scene.js' */
import { distance } from './curves.js';
import { BaseDrawing } from './drawing.js';
import { paintLayer } from './paint.js';
import { edgeCurve, edgeLayers, nodeLayers } from './scene.js';

/** The radius in pixels below which a glyph does not shrink, however far away it is. */
const LEAST_REACH = 2.2;
const ARROWS_UP_TO = 3000;
const TOUCH = 6;
/** How much larger than the window the sheet is that is dragged about. */
const SHEET = 1.6;

/** @typedef {{ layer: Layer, path: Path2D }} Painted */

/** The drawing by a canvas of our own. */
export class DotsDrawing extends BaseDrawing {
  /** @param {HTMLElement} container @param {Model} model @param {(hit: Hit) => void} onPick */
  constructor(container, model, onPick) {
    super(container, model, onPick);
    this.places = this.startPoints();
    /** @type {Camera} */
    this.seen = { x: 0, y: 0, scale: 1 };
    this.canvas = document.createElement('canvas');
    container.append(this.canvas);
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    /** What is moved about while the drawing is dragged. @type {({ canvas: HTMLCanvasElement } & Camera) | null} */
    this.sheet = null;
    /** @type {{ edges: Painted[], nodes: Painted[], grown: number } | null} */
    this.painted = null;
    /** What the pointers hold: the drawing, or one node of it. @type {{ node: number | null, moved: boolean } | null} */
    this.held = null;
    /** @type {Map<number, Point>} */
    this.pointers = new Map();
    this.frame = 0;
    this.flight = 0;
    new ResizeObserver(() => this.resize()).observe(container);
    this.resize();
    this.listen();
  }

  /** @override @returns {Camera} */
  camera() {
    return this.seen;
  }

  /** @override @returns {Point[]} */
  points() {
    return this.places;
  }

  /** @param {Point[]} points */
  place(points) {
    this.places = points.map(({ x, y }) => ({ x, y }));
    this.change();
  }

  /** @override @param {Shown} shown */
  show(shown) {
    super.show(shown);
    this.change();
  }

  /** Paint anew, in the colours of now. */
  restyle() {
    this.readTheme();
    this.change();
  }

  change() {
    this.painted = null;
    this.moves += 1;
    this.redraw();
  }

  /** @override a redraw happens once a frame, however often it is asked for */
  redraw() {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.paint());
  }

  /** @override @param {Camera} camera @param {boolean} animate */
  moveTo(camera, animate) {
    cancelAnimationFrame(this.flight);
    if (!animate || this.calm) {
      this.seen = camera;
      this.redraw();
      return;
    }
    const [from, start] = [this.seen, performance.now()];
    const fly = (/** @type {number} */ now) => {
      const part = Math.min(1, (now - start) / 350);
      const eased = part * part * (3 - 2 * part);
      const between = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * eased;
      this.seen = { x: between(from.x, camera.x), y: between(from.y, camera.y), scale: between(from.scale, camera.scale) };
      this.redraw();
      if (part < 1) this.flight = requestAnimationFrame(fly);
    };
    this.flight = requestAnimationFrame(fly);
  }

  resize() {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.container;
    this.canvas.width = Math.max(1, Math.round(width * ratio));
    this.canvas.height = Math.max(1, Math.round(height * ratio));
    if (!this.touched) this.fit(false);
    this.redraw();
  }

  /** Glyphs grow in steps against a scale at which they would be too small to see. @returns {number} */
  grown() {
    const least = LEAST_REACH / (6.5 * this.growth * this.seen.scale);
    return least <= 1 ? 1 : 1.25 ** Math.ceil(Math.log(least) / Math.log(1.25));
  }

  /** @override @param {number} index */
  reach(index) {
    return this.model.nodes[index].size * this.growth * (this.seen ? this.grown() : 1);
  }

  setting() {
    return {
      model: this.model, shown: this.shown, points: this.places, theme: this.theme, growth: this.growth * this.grown(),
      arrows: this.shown.visible.edges.size <= ARROWS_UP_TO,
    };
  }

  outlines() {
    const grown = this.grown();
    if (!this.painted || this.painted.grown !== grown) {
      const setting = this.setting();
      const painted = (/** @type {Layer[]} */ layers) => layers.map((layer) => ({ layer, path: new Path2D(layer.d) }));
      this.painted = { edges: painted(edgeLayers(setting)), nodes: painted(nodeLayers(setting)), grown };
    }
    return this.painted;
  }

  /** Paint at once, not at the next frame. */
  paintNow() {
    cancelAnimationFrame(this.frame);
    this.paint();
  }

  paint() {
    this.frame = 0;
    const { context, canvas } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (this.held?.moved && this.held.node === null) {
      this.paintDragged();
      return;
    }
    this.sheet = null;
    this.paintOn(context, canvas, true);
  }

  /** @param {CanvasRenderingContext2D} context @param {HTMLCanvasElement} canvas of any size, in the middle of which stands what is seen @param {boolean} withLines */
  paintOn(context, canvas, withLines) {
    const { seen } = this;
    const { edges, nodes } = this.outlines();
    const scale = seen.scale * (window.devicePixelRatio || 1);
    context.setTransform(scale, 0, 0, scale, canvas.width / 2 - seen.x * scale, canvas.height / 2 - seen.y * scale);
    if (withLines) edges.forEach(({ layer, path }) => paintLayer(context, layer, path, seen.scale));
    nodes.forEach(({ layer, path }) => paintLayer(context, layer, path, seen.scale));
    this.drawLabels(context);
  }

  /** While it is dragged the drawing is a sheet, larger than the window and without lines, that is only moved about. */
  paintDragged() {
    const { canvas, context, seen } = this;
    const scale = seen.scale * (window.devicePixelRatio || 1);
    const [roomAcross, roomDown] = [canvas.width * (SHEET - 1) / 2, canvas.height * (SHEET - 1) / 2];
    const far = this.sheet && (Math.abs(this.sheet.x - seen.x) * scale > roomAcross || Math.abs(this.sheet.y - seen.y) * scale > roomDown);
    if (!this.sheet || far || this.sheet.scale !== seen.scale) {
      const larger = document.createElement('canvas');
      [larger.width, larger.height] = [Math.round(canvas.width * SHEET), Math.round(canvas.height * SHEET)];
      this.paintOn(/** @type {CanvasRenderingContext2D} */ (larger.getContext('2d')), larger, false);
      this.sheet = { canvas: larger, ...seen };
    }
    const { sheet } = this;
    context.drawImage(sheet.canvas, (canvas.width - sheet.canvas.width) / 2 + (sheet.x - seen.x) * scale, (canvas.height - sheet.canvas.height) / 2 + (sheet.y - seen.y) * scale);
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener('pointerdown', (event) => this.onDown(event));
    canvas.addEventListener('pointermove', (event) => this.onMove(event));
    ['pointerup', 'pointercancel'].forEach((name) => canvas.addEventListener(name, (event) => this.onUp(/** @type {PointerEvent} */ (event))));
    canvas.addEventListener('pointerleave', () => this.hover(null));
    canvas.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
  }

  /** @param {MouseEvent} event @returns {Point} in units of the drawing */
  pointOf(event) {
    const box = this.canvas.getBoundingClientRect();
    const { x, y, scale } = this.seen;
    return { x: (event.clientX - box.left - box.width / 2) / scale + x, y: (event.clientY - box.top - box.height / 2) / scale + y };
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    if (event.button > 0) return;
    this.container.focus({ preventScroll: true });
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const hit = this.hitAt(this.pointOf(event));
    this.held = { node: hit && 'node' in hit ? hit.node : null, moved: (this.held?.moved || false) || this.pointers.size > 1 };
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before || !this.held) {
      this.hover(this.hitAt(this.pointOf(event)));
      return;
    }
    const [across, down] = [event.clientX - before.x, event.clientY - before.y];
    if (!this.held.moved && Math.hypot(across, down) < 4) return;
    Object.assign(this.held, { moved: true });
    this.touched = true;
    if (this.pointers.size === 2) this.pinch(event, before);
    else if (this.held.node !== null) this.drag(this.held.node, across, down);
    else this.pan(-across, -down);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  /** @param {number} node @param {number} across @param {number} down in pixels */
  drag(node, across, down) {
    const { x, y } = this.places[node];
    this.places[node] = { x: x + across / this.seen.scale, y: y + down / this.seen.scale };
    this.change();
  }

  /** Two fingers: the drawing follows both. @param {PointerEvent} event @param {Point} before */
  pinch(event, before) {
    const [other] = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    const apart = (/** @type {Point} */ point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    this.zoomAt(event, apart({ x: event.clientX, y: event.clientY }) / apart(before));
    this.pan(-(event.clientX - before.x) / 2, -(event.clientY - before.y) / 2);
  }

  /** @param {PointerEvent} event */
  onUp(event) {
    const { held } = this;
    if (!this.pointers.delete(event.pointerId) || !held) return;
    if (this.pointers.size) return;
    this.held = null;
    if (!held.moved && event.type === 'pointerup') this.onPick(this.hitAt(this.pointOf(event)));
    this.redraw();
  }

  /** @param {WheelEvent} event */
  onWheel(event) {
    event.preventDefault();
    this.touched = true;
    this.zoomAt(event, Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 300));
  }

  /** What lies under the pointer stays there. @param {MouseEvent} event @param {number} factor */
  zoomAt(event, factor) {
    const { x, y } = this.pointOf(event);
    const { seen } = this;
    const scale = Math.min(8, Math.max(0.02, seen.scale * factor));
    const part = 1 - seen.scale / scale;
    this.moveTo({ x: seen.x + (x - seen.x) * part, y: seen.y + (y - seen.y) * part, scale }, false);
  }

  /** @param {Point} point in units of the drawing @returns {Hit} */
  hitAt(point) {
    const { nodes, edges } = this.shown.visible;
    const reach = (/** @type {number} */ index) => Math.max(this.reach(index), TOUCH / this.seen.scale);
    const far = (/** @type {number} */ index) => Math.hypot(this.places[index].x - point.x, this.places[index].y - point.y);
    let [node, least] = [-1, Infinity];
    for (const index of nodes) if (far(index) <= reach(index) && far(index) < least) [node, least] = [index, far(index)];
    if (node >= 0) return { node };
    const setting = this.setting();
    let [edge, nearest] = [-1, TOUCH / this.seen.scale];
    for (const index of edges) {
      if (!this.near(index, point)) continue;
      const away = distance(edgeCurve(setting, index), point);
      if (away < nearest) [edge, nearest] = [index, away];
    }
    return edge >= 0 ? { edge } : null;
  }

  /** @param {number} index @param {Point} point @returns {boolean} whether a line may come near it: a look that costs little */
  near(index, point) {
    const [from, to] = this.model.ends[index].map((end) => this.places[end]);
    const room = 90 + Math.abs(this.model.edges[index].bend) * (Math.abs(from.x - to.x) + Math.abs(from.y - to.y));
    return point.x > Math.min(from.x, to.x) - room && point.x < Math.max(from.x, to.x) + room
      && point.y > Math.min(from.y, to.y) - room && point.y < Math.max(from.y, to.y) + room;
  }
}
