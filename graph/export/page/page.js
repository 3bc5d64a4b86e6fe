/* The page: puts the parts together, and keeps what is in focus the same in all of them. */

const $ = (id) => document.getElementById(id);
const past = [];
let current = NO_FOCUS;
let drawing = null;

/** Show a focus everywhere. `from` is 'canvas' when it was chosen there: then nothing moves and focus stays. */
function show(focus, from = 'panel') {
  const same = focus.type === current.type && focus.key === current.key;
  if (same && from === 'canvas') return;
  if (!same && current.type !== 'all') past.push(current);
  if (focus.type === 'all') past.length = 0;
  apply(focus, from);
}

function back() {
  apply(past.pop() || NO_FOCUS, 'panel');
}

function apply(focus, from) {
  current = focus;
  fillPanel(focus, show, past.length > 0 && back);
  if (drawing) drawing.show(focus, from !== 'canvas');
  document.querySelectorAll('#legend button').forEach((chip) => {
    chip.setAttribute('aria-pressed', String(focus.type === 'kind' && chip.dataset.kind === focus.key));
  });
  // What was pressed may be gone from the panel: the heading takes the focus, without moving the page on wide screens.
  if (from === 'panel') details.querySelector('h2').focus({ preventScroll: window.innerWidth > 860 });
}

function fillLegend() {
  const chips = view.kinds.map((kind) => {
    const toggle = () => show(current.type === 'kind' && current.key === kind.key ? NO_FOCUS : { type: 'kind', key: kind.key }, 'legend');
    const chip = button('chip', toggle, kindGlyph(kind.key) || '', make('span', {}, kindWords(kind.key)),
      make('span', { class: 'count' }, kind.count.toLocaleString('en')));
    chip.dataset.kind = kind.key;
    chip.setAttribute('aria-pressed', 'false');
    return chip;
  });
  $('legend').append(...chips);
}

/** The key to lines: only what this view has; plain lines are explained when there are others. */
function fillLines() {
  const kinds = new Map();
  view.edges.forEach((edge, index) => {
    const same = edge.relation === SAME_AS;
    const name = same ? 'possibly the same' : edge.status;
    if (!kinds.has(name)) kinds.set(name, { dashes: drawnEdges[index].dashes, cls: same ? 'hypothesis' : edge.status });
  });
  if (kinds.size < 2) return;
  const rows = [...kinds].map(([name, { dashes, cls }]) => make('li', {}, lineSample(dashes, cls), name));
  $('lines').append(...rows);
}

function lineSample(dashes, cls) {
  const known = ['denied', 'hypothesis'].includes(cls) ? cls : 'line';
  const stroke = { 'stroke-width': '1.8', class: `stroke-${known}` };
  return svgPath(34, 8, 'M1 4h32', dashes ? { ...stroke, 'stroke-dasharray': dashes.join(' ') } : stroke);
}

function fillZoom() {
  const action = (text, label, run) => {
    const made = button('round', run, text);
    made.setAttribute('aria-label', label);
    made.title = label;
    return made;
  };
  $('zoom').append(action('+', 'Zoom in', () => drawing.zoom(1.35)), action('−', 'Zoom out', () => drawing.zoom(1 / 1.35)),
    action('⤢', 'Show all', () => drawing.fit(true)));
}

function fillCounts() {
  $('counts').textContent = [plural(view.nodes.length, 'entity', 'entities'), plural(view.edges.length, 'relation'),
    plural(view.claims.length, 'claim'), plural(view.sources.length, 'source')].join(' · ');
}

/** The search box: matches as buttons below it; Enter takes the first, arrows and Tab walk them, Escape closes. */
class Search {
  constructor() {
    this.query = $('query');
    this.matches = $('matches');
    this.query.addEventListener('input', () => this.find());
    this.query.addEventListener('focus', () => this.find());
    $('search').addEventListener('keydown', (event) => this.onKey(event));
    $('search').addEventListener('focusout', (event) => $('search').contains(event.relatedTarget) || this.close());
    document.addEventListener('keydown', (event) => {
      const typing = event.target instanceof HTMLInputElement;
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.query.focus();
    });
  }

  find() {
    const found = findByName(this.query.value, 10);
    const asked = this.query.value.trim() !== '';
    this.matches.replaceChildren(...found.map((match) => this.row(match)));
    if (asked && !found.length) this.matches.append(make('li', { class: 'none' }, 'No entity has this name.'));
    this.open(asked);
    $('match-count').textContent = asked ? plural(found.length, 'match', 'matches') : '';
  }

  row({ index, name }) {
    const node = view.nodes[index];
    const alias = name === node.name ? '' : said(name, 'alias');
    const kind = make('span', { class: 'kind' }, kindWords(node.kind));
    return make('li', {}, button('match', () => this.choose(index), glyph(index), make('span', { class: 'match-name' }, said(node.name), alias), kind));
  }

  choose(index) {
    this.close();
    this.query.value = '';
    show({ type: 'node', key: index });
  }

  open(isOpen) {
    this.matches.hidden = !isOpen;
    this.query.setAttribute('aria-expanded', String(isOpen));
  }

  close() {
    this.open(false);
    $('match-count').textContent = '';
  }

  onKey(event) {
    const rows = [...this.matches.querySelectorAll('button')];
    const at = rows.indexOf(document.activeElement);
    if (event.key === 'Escape') {
      this.query.focus();
      this.close();
    } else if (event.key === 'Enter' && at < 0) {
      if (rows.length) rows[0].click();
    } else if (event.key === 'ArrowDown' && rows.length) {
      rows[Math.min(at + 1, rows.length - 1)].focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      (rows[at - 1] || this.query).focus();
    } else return;
    event.preventDefault();
  }
}

function start() {
  fillCounts();
  fillLegend();
  fillPanel(NO_FOCUS, show, null);
  new Search();
  if (!view.nodes.length) {
    $('empty').hidden = false;
    return;
  }
  drawing = new Drawing($('canvas'), (focus) => show(focus, 'canvas'));
  // For tests and for the console: nothing on the page reads it.
  $('canvas').casegraph = drawing;
  fillLines();
  fillZoom();
}

start();
