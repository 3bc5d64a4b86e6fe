/* Keys: everything that a mouse does, and a list of them. */

/** @import { BaseDrawing } from './drawing.js' */
/** @import { Focus } from './types.d.ts' */
import { $, button, make } from './dom.js';
import { t } from './texts.js';

const STEP = 60;

/** What keys act on. */
/**
 * @typedef {object} Actor
 * @property {BaseDrawing | null} drawing
 * @property {import('./model.js').Model} model
 * @property {import('./types.d.ts').Part} part
 * @property {import('./state.js').StateHistory} history
 * @property {import('./finder.js').Finder | undefined} finder
 * @property {(focus: Focus, from?: string) => void} go
 * @property {() => void} toggleFilters
 */

/** Keys of one letter can be switched off, for those who speak to their machine. */
let single = true;

/** @type {[string, string][]} */
const LISTED = [
  ['/', 'keys.find'], ['f', 'keys.filter'], ['g', 'keys.graph'], ['t', 'keys.tables'], ['u  ·  Ctrl+Z', 'keys.undo'], ['Esc', 'keys.escape'], ['?', 'keys.help'],
  ['← ↑ → ↓', 'keys.pan'], ['+  −  0', 'keys.zoom'], ['Shift+← ↑ → ↓', 'keys.next'], ['n  ·  p', 'keys.neighbour'], ['Enter', 'keys.enter'],
];

/** A list of the keys, in a dialog. */
export function helpDialog() {
  const box = make('input', { type: 'checkbox', id: 'single-keys' });
  box.checked = single;
  box.addEventListener('change', () => { single = box.checked; });
  const rows = LISTED.map(([key, words]) => make('tr', {}, make('th', { scope: 'row' }, make('kbd', {}, key)), make('td', {}, t(words))));
  const dialog = make('dialog', { id: 'help', 'aria-labelledby': 'help-title' },
    make('h2', { id: 'help-title' }, t('help')), make('table', {}, make('tbody', {}, ...rows)),
    make('label', { class: 'choice' }, box, t('keys.single')), button('action', () => dialog.close(), t('close')));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Listens for keys, on the whole page and on the canvas. */
export class Keys {
  /** @param {Actor} actor */
  constructor(actor) {
    this.actor = actor;
    /** A walk round the neighbours of one entity. @type {{ middle: number, last: string, at: number } | null} */
    this.walk = null;
  }

  listen() {
    document.addEventListener('keydown', (event) => this.onPage(event));
    $('canvas').addEventListener('keydown', (event) => this.onCanvas(event));
  }

  /** @param {KeyboardEvent} event */
  onPage(event) {
    const { target } = event;
    const typing = target instanceof HTMLElement && (target.matches('select, textarea') || (target instanceof HTMLInputElement && !['checkbox', 'range'].includes(target.type)));
    if (document.querySelector('dialog[open]') || event.defaultPrevented) return;
    const { history, finder } = this.actor;
    /** @type {Record<string, () => void>} */
    const alone = {
      '/': () => finder?.input.focus(), f: () => this.actor.toggleFilters(), g: () => history.go({ face: 'graph' }, 'face'),
      t: () => history.go({ face: history.state.face === 'graph' ? 'entities' : history.state.face }, 'face'), u: () => history.undo(), '?': helpDialog,
    };
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.shiftKey;
    if (undo && !typing) history.undo();
    else if (event.key === 'Escape' && !typing) this.actor.go({ type: 'all' }, 'key');
    else if (single && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && Object.hasOwn(alone, event.key)) alone[event.key]();
    else return;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  onCanvas(event) {
    const { drawing } = this.actor;
    if (!drawing || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = Object.hasOwn(WAYS, event.key) ? WAYS[event.key] : null;
    if (way && event.shiftKey) this.next(way);
    else if (way) drawing.pan(way[0] * STEP, way[1] * STEP);
    else if (['+', '='].includes(event.key)) drawing.zoom(1.35);
    else if (['-', '−'].includes(event.key)) drawing.zoom(1 / 1.35);
    else if (event.key === '0') drawing.fit(true);
    else if (event.key === 'n' || event.key === 'p') this.neighbour(event.key === 'n' ? 1 : -1);
    else if (event.key === 'Enter') $('details').querySelector('h2')?.focus();
    else return;
    event.preventDefault();
  }

  /** Choose the nearest entity on a side. @param {[number, number]} way */
  next([right, down]) {
    const { drawing, model, part, history } = this.actor;
    if (!drawing) return;
    const points = drawing.points();
    const { focus } = history.state;
    const own = focus.type === 'node' ? model.node(focus.id) : -1;
    const from = own >= 0 ? points[own] : drawing.camera();
    const cost = (/** @type {number} */ index) => {
      const [across, along] = [points[index].x - from.x, points[index].y - from.y];
      const ahead = across * right + along * down;
      return ahead <= 0 ? Infinity : ahead + 2 * Math.abs(across * down) + 2 * Math.abs(along * right);
    };
    const best = [...part.nodes].filter((index) => index !== own).reduce((so, index) => (cost(index) < so.least ? { index, least: cost(index) } : so), { index: -1, least: Infinity });
    if (best.index >= 0) this.actor.go({ type: 'node', id: model.view.nodes[best.index].id }, 'key');
  }

  /** Walk round the neighbours of the entity from which the walk began. @param {number} step */
  neighbour(step) {
    const { model, part, history } = this.actor;
    const { focus } = history.state;
    if (focus.type !== 'node') return;
    const id = focus.id;
    // Where the walk goes on to is itself a neighbour: the middle stays until something else is chosen.
    if (!this.walk || this.walk.last !== id) this.walk = { middle: model.node(id), last: id, at: -1 };
    const { walk } = this;
    const { middle } = walk;
    const around = [...new Set(model.edgesAt[middle].filter((edge) => part.edges.has(edge)).flatMap((edge) => model.ends[edge]))].filter((node) => node !== middle);
    if (!around.length) return;
    walk.at = (walk.at + step + around.length + (walk.at < 0 && step < 0 ? 1 : 0)) % around.length;
    walk.last = model.view.nodes[around[walk.at]].id;
    this.actor.go({ type: 'node', id: walk.last }, 'key');
  }
}
