/* The drawing by the vis-network that pyvis brings: it paints glyphs and lines and tells what is clicked. */

/** @import { Point, Shown } from './types.d.ts' */
/** @import { Model } from './model.js' */
/** @import { Camera, Hit } from './drawing.js' */
import { BaseDrawing } from './drawing.js';
import { DIM, isLifted, lineColour } from './scene.js';

/** As much of vis-network as is used here. */
/** @typedef {{ nodes: string[], edges: string[], event?: unknown }} Clicked */
/**
 * @typedef {object} Network
 * @property {(event: string, run: (given: any) => void) => void} on
 * @property {() => void} redraw
 * @property {() => number} getScale
 * @property {() => Point} getViewPosition
 * @property {() => Record<string, Point>} getPositions
 * @property {(options: object) => void} moveTo
 * @property {(id: string, x: number, y: number) => void} moveNode
 * @property {(chosen: object, options: object) => void} setSelection
 * @property {{ edges: Record<string, { edgeType: { getPoint: (part: number) => Point } }> }} body
 */
/** @typedef {{ update: (items: object[]) => void }} Items */
/** @typedef {{ DataSet: new (items: object[]) => Items, Network: new (container: HTMLElement, items: object, options: object) => Network }} Vis */

const placeOf = (/** @type {string} */ id) => Number(id.slice(1));

const OPTIONS = {
  physics: false,
  layout: { improvedLayout: false, randomSeed: 1 },
  interaction: { hover: true, selectConnectedEdges: false, keyboard: { enabled: false } },
  nodes: { borderWidth: 1.5, borderWidthSelected: 3.5, font: { size: 0 } },
  edges: {
    smooth: false, width: 1.3, selectionWidth: 1.4, hoverWidth: 1, font: { size: 0 },
    arrows: { to: { scaleFactor: 0.45 } }, arrowStrikethrough: false,
  },
};

/** What of a drawn node or line vis-network is given as it is. @param {object} drawn @param {string[]} without */
const asGiven = (drawn, without) => Object.fromEntries(Object.entries(drawn).filter(([name]) => !without.includes(name)));

/** The drawing by vis-network. */
export class VisDrawing extends BaseDrawing {
  /** @param {HTMLElement} container @param {Model} model @param {(hit: Hit) => void} onPick @param {Vis} vis */
  constructor(container, model, onPick, vis) {
    super(container, model, onPick);
    this.places = this.startPoints();
    const points = this.places;
    this.nodes = new vis.DataSet(model.nodes.map((_, index) => ({ ...this.nodeStyle(index), ...points[index] })));
    this.edges = new vis.DataSet(model.edges.map((_, index) => this.edgeStyle(index)));
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, OPTIONS);
    this.listen();
  }

  listen() {
    const { network } = this;
    network.on('click', (/** @type {Clicked} */ { nodes, edges }) => {
      if (nodes.length) this.onPick({ node: placeOf(nodes[0]) });
      else this.onPick(edges.length ? { edge: placeOf(edges[0]) } : null);
    });
    network.on('hoverNode', ({ node }) => this.hover({ node: placeOf(node) }));
    network.on('hoverEdge', ({ edge }) => this.hover({ edge: placeOf(edge) }));
    network.on('blurNode', () => this.hover(null));
    network.on('blurEdge', () => this.hover(null));
    network.on('dragging', () => { this.moves += 1; });
    network.on('resize', () => { if (!this.touched) this.fit(false); });
    ['zoom', 'dragStart'].forEach((event) => network.on(event, () => { this.touched = true; }));
    network.on('afterDrawing', (context) => this.drawLabels(context));
  }

  /** @override @returns {Camera} */
  camera() {
    return { ...this.network.getViewPosition(), scale: this.network.getScale() };
  }

  /** @override @param {Camera} camera @param {boolean} animate */
  moveTo({ x, y, scale }, animate) {
    const animation = animate && !this.calm ? { duration: 350, easingFunction: 'easeInOutQuad' } : false;
    this.network.moveTo({ position: { x, y }, scale, animation });
  }

  /** @override @returns {Point[]} */
  points() {
    // Of hidden nodes vis-network gives no place: they stay where they were.
    const places = this.network.getPositions();
    this.places = this.model.nodes.map((node, index) => places[node.id] || this.places[index]);
    return this.places;
  }

  /** @param {Point[]} points */
  place(points) {
    this.places = points.map(({ x, y }) => ({ x, y }));
    points.forEach(({ x, y }, index) => this.network.moveNode(this.model.nodes[index].id, x, y));
    this.moves += 1;
  }

  /** @override vis-network knows its own curves @param {number} index @param {number} part @returns {Point} */
  edgeAt(index, part) {
    return this.network.body.edges[this.model.edges[index].id].edgeType.getPoint(part);
  }

  /** @override */
  redraw() {
    this.network.redraw();
  }

  /** Paint at once, not at the next frame. */
  paintNow() {
    this.network.redraw();
  }

  /** @param {number} index */
  nodeStyle(index) {
    const node = this.model.nodes[index];
    const size = this.reach(index);
    const lifted = isLifted(this.shown, 'nodes', index);
    const border = { background: node.color, border: this.theme.rim };
    const chosen = { background: node.color, border: this.theme.accent };
    const style = {
      ...asGiven(node, ['label', 'color', 'x', 'y']), size, opacity: lifted ? 1 : DIM,
      hidden: !this.shown.visible.nodes.has(index), color: { ...border, highlight: chosen, hover: chosen },
    };
    // Shapes that would hold their label are sized by it; ours is drawn apart.
    if (node.shape === 'box') return { ...style, margin: { top: 0, right: 0, bottom: 0, left: 0 }, widthConstraint: { minimum: size * 2, maximum: size * 2 }, heightConstraint: { minimum: size * 1.4 } };
    if (node.shape === 'ellipse') return { ...style, widthConstraint: { minimum: size * 1.6, maximum: size * 1.6 }, heightConstraint: { minimum: size * 0.6 } };
    return style;
  }

  /** @param {number} index */
  edgeStyle(index) {
    const { theme, shown } = this;
    const color = lineColour(theme, this.model.view.edges[index]);
    const lifted = isLifted(shown, 'edges', index);
    const strong = Boolean(shown.lifted) && lifted;
    return {
      ...asGiven(this.model.edges[index], ['bend']),
      width: strong ? 2 : 1.3,
      hidden: !shown.visible.edges.has(index),
      color: {
        color: strong && color === theme.line ? theme.muted : color, highlight: theme.accent, hover: theme.accent,
        opacity: !lifted ? DIM : shown.possibly.has(index) ? 0.45 : 1,
      },
    };
  }

  /** Paint anew, in the colours of now. */
  restyle() {
    this.readTheme();
    this.nodes.update(this.model.nodes.map((_, index) => this.nodeStyle(index)));
    this.edges.update(this.model.edges.map((_, index) => this.edgeStyle(index)));
  }

  /** @override @param {Shown} shown */
  show(shown) {
    super.show(shown);
    // A node that was dragged stays where it was put: places are not among what is updated.
    this.restyle();
    const nodes = [...shown.chosen.nodes].filter((index) => shown.visible.nodes.has(index)).map((index) => this.model.nodes[index].id);
    const edges = [...shown.chosen.edges].filter((index) => shown.visible.edges.has(index)).map((index) => this.model.edges[index].id);
    this.network.setSelection({ nodes, edges }, { highlightEdges: false });
  }
}
