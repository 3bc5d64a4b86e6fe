/* The drawing: vis-network places glyphs and lines as computed at export; labels are drawn here, as maps do it. */

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const FEW_EDGES = 14;
const HUB = 6;
const COSTLY = 5;
const MANY_NODES = 400;
const DIM = 0.14;
const SMALLEST_SCALE = 0.6;
const [SIDE, END] = [58, 48];
const SAME_AS = 'POSSIBLY_SAME_AS';
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Colours come from the style sheet, which knows light from dark. */
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const names = ['surface', 'ink', 'muted', 'line', 'accent', 'denied', 'hypothesis', 'rim'];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** Rectangles already taken, found by cell; all in screen pixels from the drawing's own origin. */
class Taken {
  constructor(edge) {
    this.cells = new Map();
    this.edge = edge;
  }

  /** Whether a box stays on the sheet: what `fit` leaves free around the outermost nodes, and no more. */
  holds(box) {
    const { left, right, top, bottom } = this.edge;
    return box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
  }

  * keys(box) {
    for (let x = Math.floor(box.left / 64); x <= Math.floor(box.right / 64); x += 1) {
      for (let y = Math.floor(box.top / 64); y <= Math.floor(box.bottom / 64); y += 1) yield `${x},${y}`;
    }
  }

  add(box) {
    for (const key of this.keys(box)) this.cells.set(key, [...(this.cells.get(key) || []), box]);
  }

  /** How much a box would cover: a label or a hub counts for more than a glyph; a node's own glyph is no obstacle. */
  conflicts(box, own) {
    const met = new Set();
    for (const key of this.keys(box)) (this.cells.get(key) || []).forEach((other) => met.add(other));
    let sum = 0;
    for (const other of met) {
      const apart = other.left >= box.right || other.right <= box.left || other.top >= box.bottom || other.bottom <= box.top;
      if (!apart && other.own !== own) sum += other.own < 0 || isHub(other.own) ? COSTLY : 1;
    }
    return sum;
  }
}

const isHub = (index) => edgesAt[index].length >= HUB;

const labelBox = (x, y, width, height, own) => (
  { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, own, x, y });

const leastOf = (items, cost) => items.map((item) => [cost(item), item]).reduce((a, b) => (b[0] < a[0] ? b : a))[1];
/** The rectangle around some points. */
function extent(points) {
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  return { left: min(xs), right: max(xs), top: min(ys), bottom: max(ys) };
}

const min = (numbers) => numbers.reduce((a, b) => Math.min(a, b));
const max = (numbers) => numbers.reduce((a, b) => Math.max(a, b));

/** The graph on the page. `onPick` is told a focus when something is clicked. */
class Drawing {
  constructor(container, onPick) {
    this.container = container;
    this.theme = readTheme();
    this.focus = NO_FOCUS;
    this.lifted = null;
    this.hovered = null;
    this.layout = { key: '', labels: [] };
    this.moves = 0;
    this.turned = container.clientHeight > container.clientWidth;
    this.growth = this.startGrowth();
    this.order = drawnNodes.map((_, index) => index).sort((a, b) => edgesAt[b].length - edgesAt[a].length || a - b);
    this.nodes = new vis.DataSet(drawnNodes.map((_, index) => this.nodeStyle(index)));
    this.edges = new vis.DataSet(drawnEdges.map((_, index) => this.edgeStyle(index)));
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, this.options());
    this.listen(onPick);
    this.fit(false);
  }

  /** On a small screen glyphs would become specks: they grow against the lines. */
  startGrowth() {
    const points = drawnNodes.map(({ x, y }) => (this.turned ? { x: y, y: x } : { x, y }));
    return Math.min(2, Math.max(1, SMALLEST_SCALE / this.scaleFor(extent(points))));
  }

  size(index) {
    return drawnNodes[index].size * this.growth;
  }

  options() {
    return {
      physics: false,
      layout: { improvedLayout: false, randomSeed: 1 },
      interaction: { hover: true, selectConnectedEdges: false, keyboard: { enabled: true, bindToWindow: false } },
      nodes: { borderWidth: 1.5, borderWidthSelected: 3.5, font: { size: 0 } },
      edges: {
        smooth: false, width: 1.3, selectionWidth: 1.4, hoverWidth: 1, font: { size: 0 },
        arrows: { to: { scaleFactor: 0.45 } }, arrowStrikethrough: false,
      },
    };
  }

  listen(onPick) {
    const { network } = this;
    network.on('click', ({ nodes, edges }) => {
      if (nodes.length) onPick({ type: 'node', key: Number(nodes[0].slice(1)) });
      else if (edges.length) onPick({ type: 'edge', key: Number(edges[0].slice(1)) });
      else onPick(NO_FOCUS);
    });
    network.on('hoverNode', ({ node }) => this.hover({ type: 'node', key: Number(node.slice(1)) }));
    network.on('hoverEdge', ({ edge }) => this.hover({ type: 'edge', key: Number(edge.slice(1)) }));
    network.on('blurNode', () => this.hover(null));
    network.on('blurEdge', () => this.hover(null));
    network.on('dragging', () => { this.moves += 1; });
    network.on('resize', () => { if (!this.touched) this.fit(false); });
    ['zoom', 'dragStart'].forEach((event) => network.on(event, () => { this.touched = true; }));
    network.on('afterDrawing', (context) => this.drawLabels(context));
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.theme = readTheme();
      this.restyle();
    });
  }

  hover(what) {
    this.hovered = what;
    this.moves += 1;
    this.container.classList.toggle('pointing', Boolean(what));
    this.network.redraw();
  }

  isLifted(kind, index) {
    return !this.lifted || this.lifted[kind].has(index);
  }

  nodeStyle(index) {
    const { label, color, ...drawn } = drawnNodes[index];
    const size = this.size(index);
    // Positions are computed for wide screens; on a high one the drawing lies on its side.
    if (this.turned) [drawn.x, drawn.y] = [drawn.y, drawn.x];
    const border = { background: color, border: this.theme.rim };
    const chosen = { background: color, border: this.theme.accent };
    const style = {
      ...drawn, size, opacity: this.isLifted('nodes', index) ? 1 : DIM, color: { ...border, highlight: chosen, hover: chosen },
    };
    // Shapes that would hold their label are sized by it; ours is drawn apart.
    if (drawn.shape === 'box') Object.assign(style, { margin: { top: 0, right: 0, bottom: 0, left: 0 }, widthConstraint: { minimum: size * 2, maximum: size * 2 }, heightConstraint: { minimum: size * 1.4 } });
    if (drawn.shape === 'ellipse') Object.assign(style, { widthConstraint: { minimum: size * 1.6, maximum: size * 1.6 }, heightConstraint: { minimum: size * 0.6 } });
    return style;
  }

  edgeStyle(index) {
    const { relation, status } = view.edges[index];
    const { theme } = this;
    const color = relation === SAME_AS ? theme.hypothesis : status === 'denied' ? theme.denied : theme.line;
    const shown = this.isLifted('edges', index);
    const strong = this.lifted && shown;
    return {
      ...drawnEdges[index],
      width: strong ? 2 : 1.3,
      color: {
        color: strong && color === theme.line ? theme.muted : color,
        highlight: theme.accent, hover: theme.accent, opacity: shown ? 1 : DIM,
      },
    };
  }

  restyle() {
    this.moves += 1;
    // A node that was dragged stays where it was put.
    const places = this.network.getPositions();
    this.nodes.update(drawnNodes.map((node, index) => ({ ...this.nodeStyle(index), ...places[node.id] })));
    this.edges.update(drawnEdges.map((_, index) => this.edgeStyle(index)));
  }

  /** Lift out what the focus is about; move there when it was not chosen on the canvas itself. */
  show(focus, move) {
    this.focus = focus;
    this.lifted = lifted(focus);
    this.restyle();
    const chosen = { nodes: focus.type === 'node' ? [drawnNodes[focus.key].id] : [], edges: focus.type === 'edge' ? [drawnEdges[focus.key].id] : [] };
    this.network.setSelection(chosen, { highlightEdges: false });
    if (!move) return;
    this.touched = true;
    if (focus.type === 'node') this.centre([focus.key], 0.9);
    else if (this.lifted && this.lifted.nodes.size) this.fit(true, [...this.lifted.nodes]);
  }

  animation() {
    return calm.matches ? false : { duration: 350, easingFunction: 'easeInOutQuad' };
  }

  centre([index], least) {
    const scale = Math.max(this.network.getScale(), least);
    this.network.moveTo({ position: this.network.getPosition(drawnNodes[index].id), scale, animation: this.animation() });
  }

  /** The sheet that the drawing covers, in screen pixels, with the margin of `fit`. */
  sheet(places, scale) {
    const { left, right, top, bottom } = extent(Object.values(places));
    return { left: left * scale - SIDE, right: right * scale + SIDE, top: top * scale - END, bottom: bottom * scale + END };
  }

  /** The scale at which a part of the drawing fills the canvas, with room for labels. */
  scaleFor({ left, right, top, bottom }) {
    const { clientWidth: width, clientHeight: height } = this.container;
    const scale = Math.min((width - 2 * SIDE) / (right - left + 1), (height - 2 * END) / (bottom - top + 1), 1.5);
    return Math.max(scale, 0.05);
  }

  fit(animate, indexes = drawnNodes.map((_, index) => index)) {
    if (!indexes.length) return;
    const places = this.network.getPositions();
    const part = extent(indexes.map((index) => places[drawnNodes[index].id]));
    const position = { x: (part.left + part.right) / 2, y: (part.top + part.bottom) / 2 };
    this.network.moveTo({ position, scale: this.scaleFor(part), animation: animate ? this.animation() : false });
  }

  zoom(factor) {
    this.touched = true;
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: this.animation() });
  }

  /** Where a node stands on the page, in CSS pixels of the canvas element. */
  nodePoint(index) {
    return this.network.canvasToDOM(this.network.getPosition(drawnNodes[index].id));
  }

  /** A point on an edge; vis-network knows its own curves. */
  edgeAt(index, part) {
    return this.network.body.edges[drawnEdges[index].id].edgeType.getPoint(part);
  }

  edgePoint(index) {
    return this.network.canvasToDOM(this.edgeAt(index, 0.5));
  }

  /** Draw the labels at one size on the screen, however far in or out the drawing is. */
  drawLabels(context) {
    const scale = this.network.getScale();
    const place = drawnNodes.length > MANY_NODES ? Object.values(this.network.getViewPosition()).join(' ') : '';
    const key = `${scale} ${this.moves} ${place}`;
    if (this.layout.key !== key) this.layout = { key, labels: this.placeLabels(context, scale) };
    context.save();
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    this.layout.labels.forEach((label) => this.drawLabel(context, label, scale));
    context.restore();
  }

  drawLabel(context, { lines, x, y, px, strong, pill, width }, scale) {
    const step = px * 1.16;
    context.font = `${strong ? 600 : 400} ${px / scale}px ${FONT}`;
    if (pill) {
      context.fillStyle = this.theme.surface;
      context.strokeStyle = this.theme.accent;
      context.lineWidth = 1 / scale;
      context.beginPath();
      context.roundRect((x - width / 2 - 3) / scale, (y - step / 2 - 2) / scale, (width + 6) / scale, (step + 4) / scale, 4 / scale);
      context.fill();
      context.stroke();
    }
    lines.forEach((line, row) => {
      const at = (y + (row - (lines.length - 1) / 2) * step) / scale;
      if (!pill) {
        context.lineWidth = 3.5 / scale;
        context.strokeStyle = this.theme.surface;
        context.strokeText(line, x / scale, at);
      }
      context.fillStyle = pill ? this.theme.accent : this.theme.ink;
      context.fillText(line, x / scale, at);
    });
  }

  /** Choose which labels are shown and where: below, above or beside the glyph, the most connected first. */
  placeLabels(context, scale) {
    const px = Math.min(15, Math.max(11, 12 * scale));
    const places = this.network.getPositions();
    const taken = new Taken(this.sheet(places, scale));
    const glyphs = drawnNodes.map((node, index) => {
      const [x, y, reach] = [places[node.id].x * scale, places[node.id].y * scale, this.size(index) * scale + 1];
      const box = { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach, own: index, x, y, reach };
      if (this.isLifted('nodes', index)) taken.add(box);
      return box;
    });
    const named = this.namedNodes();
    const forced = (index) => named.has(index);
    const wanted = this.inView(glyphs).filter((index) => this.isLifted('nodes', index) || forced(index));
    wanted.sort((a, b) => forced(b) - forced(a));
    const labels = wanted.map((index) => this.placeLabel(context, glyphs[index], index, px, forced(index), taken));
    return [...labels.filter(Boolean), ...this.placeEdgeLabels(context, scale, px, taken)];
  }

  /** Nodes that may be labelled, the most connected first: all of them, or where there are many those in sight. */
  inView(glyphs) {
    if (glyphs.length <= MANY_NODES) return this.order;
    const { x, y } = this.network.getViewPosition();
    const scale = this.network.getScale();
    const [across, down] = [this.container.clientWidth / 2, this.container.clientHeight / 2];
    const isIn = (glyph) => Math.abs(glyph.x - x * scale) < across && Math.abs(glyph.y - y * scale) < down;
    return this.order.filter((index) => isIn(glyphs[index])).slice(0, MANY_NODES);
  }

  /** Nodes whose names show whatever they cover: the one chosen, the one pointed at, and the ends of such an edge. */
  namedNodes() {
    const named = [this.focus, this.hovered].flatMap((focus) => {
      if (focus && focus.type === 'node') return [focus.key];
      return focus && focus.type === 'edge' ? [...lifted(focus).nodes] : [];
    });
    return new Set(named);
  }

  placeLabel(context, glyph, index, px, forced, taken) {
    context.font = `${forced ? 600 : 400} ${px}px ${FONT}`;
    const lines = drawnNodes[index].label.split('\n');
    const width = max(lines.map((line) => context.measureText(line).width));
    const height = lines.length * px * 1.16;
    const { x, y, reach } = glyph;
    const [down, aside] = [reach + 2 + height / 2, reach + 4 + width / 2];
    const spots = [[0, down], [0, -down], [aside, 0], [-aside, 0], [aside, down], [-aside, down], [aside, -down], [-aside, -down]];
    const boxes = spots.map(([right, below]) => labelBox(x + right * (below ? 0.8 : 1), y + below * (right ? 0.7 : 1), width, height, index));
    let box = boxes.find((candidate) => taken.holds(candidate) && taken.conflicts(candidate, index) === 0);
    if (!box && (forced || isHub(index))) {
      box = leastOf(boxes, (candidate) => taken.conflicts(candidate, index));
      if (!forced && taken.conflicts(box, index) >= COSTLY) box = null;
    }
    if (!box) return null;
    taken.add({ ...box, own: -1 });
    return { lines, x: box.x, y: box.y, px, strong: forced, pill: false, width };
  }

  /** The words of an edge show when it is chosen or pointed at, when its node is chosen, or when edges are few. */
  wordedEdges() {
    const forced = [this.hovered, this.focus].filter((focus) => focus && focus.type === 'edge').map((focus) => focus.key);
    const near = this.focus.type === 'node' ? edgesAt[this.focus.key] : drawnEdges.map((_, index) => index);
    return { forced, edges: [...new Set([...forced, ...(near.length <= FEW_EDGES ? near : [])])] };
  }

  placeEdgeLabels(context, scale, px, taken) {
    const { forced, edges } = this.wordedEdges();
    context.font = `400 ${px - 1}px ${FONT}`;
    return edges.map((index) => {
      const text = relationWords(view.edges[index].relation).slice(0, 60);
      const width = context.measureText(text).width;
      const boxes = [0.5, 0.4, 0.6, 0.3, 0.7].map((part) => {
        const point = this.edgeAt(index, part);
        return labelBox(point.x * scale, point.y * scale, width + 8, px * 2, -2);
      });
      const box = leastOf(boxes, (candidate) => taken.conflicts(candidate, -3));
      if (!forced.includes(index) && taken.conflicts(box, -3)) return null;
      taken.add(box);
      return { lines: [text], x: box.x, y: box.y, px: px - 1, strong: false, pill: true, width };
    }).filter(Boolean);
  }
}
