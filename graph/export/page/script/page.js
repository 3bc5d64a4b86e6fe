/* The page: puts the parts together, and keeps what is shown the same in all of them. */

/** @import { Vis } from './vis-drawing.js' */
/** @import { What } from './state.js' */
/** @import { Focus, PageData, Part, Shown, State } from './types.d.ts' */
import { fromAddress, toAddress } from './address.js';
import { $, announce, button, make, named } from './dom.js';
import { DotsDrawing } from './dots-drawing.js';
import { OPEN_FILTER, possiblyHeld, visibleClaims, visiblePart } from './filter.js';
import { Finder } from './finder.js';
import { helpDialog, Keys } from './keys.js';
import { Legend } from './legend.js';
import { Model } from './model.js';
import { NameIndex } from './names.js';
import { fillPanel, panelHeading } from './panel.js';
import { shortestPaths } from './paths.js';
import { Relaxing } from './relax.js';
import { StateHistory } from './state.js';
import { Tables } from './tables.js';
import { DownloadMenu } from './downloads.js';
import { language, speak, t } from './texts.js';
import { Timeline } from './timeline.js';
import { VisDrawing } from './vis-drawing.js';
import { clip, countText, kindLabel } from './format.js';

const MOST_PATHS = 50;
/** Browsers refuse or choke on addresses of millions of signs, which ids of that length would make. */
const LONGEST_ADDRESS = 60_000;
const FACES = /** @type {const} */ (['graph', 'entities', 'relations', 'claims']);
/** As long as this a relaxing may take, in milliseconds. */
const LONGEST_RELAXING = 6000;

/** The page and all that happens on it. */
class CasePage {
  /** @param {PageData} data */
  constructor(data) {
    this.data = data;
    this.model = new Model(data);
    this.names = new NameIndex(this.model, data.letters);
    this.history = new StateHistory(this.known(fromAddress(window.location.hash)), (state, what, from) => this.changed(state, what, from));
    /** @type {VisDrawing | DotsDrawing | null} */
    this.drawing = null;
    this.part = visiblePart(this.model, this.history.state.filter);
    this.legend = new Legend(this.model, this.history);
    this.timeline = new Timeline(this.model, this.history);
    this.context = {
      model: this.model, go: (/** @type {Focus} */ focus) => this.go(focus), state: () => this.history.state,
      visible: () => this.part, claims: () => visibleClaims(this.model, this.part, this.history.state.filter),
    };
    this.tables = new Tables(this.context);
    this.downloads = new DownloadMenu(this.context, () => this.drawing, () => this.footLine());
    this.context = {
      ...this.context, undo: () => this.history.undo(), canUndo: () => this.history.past.length > 0,
      clearFilter: () => this.history.filter({ ...OPEN_FILTER, hypotheses: true }),
      paths: (/** @type {number} */ from, /** @type {number} */ to) => shortestPaths(this.model, this.part, from, to, MOST_PATHS),
      routeFrom: (/** @type {string} */ id) => this.routeFrom(id), route: (/** @type {string} */ from, /** @type {string} */ to) => this.route(from, to),
    };
    /** An end of a path that waits for the other. */
    this.start = '';
  }

  /** A state from an address, without what this view does not hold. @param {State} state @returns {State} */
  known(state) {
    const { focus } = state;
    const has = (/** @type {string} */ id) => this.model.nodeIndex.has(id);
    const isThere = focus.type === 'node' ? has(focus.id) : focus.type === 'edge' ? this.model.edgeIndex.has(focus.id)
      : focus.type === 'path' ? has(focus.from) && has(focus.to) : true;
    return isThere ? state : { ...state, focus: { type: 'all' } };
  }

  open() {
    this.speak(navigator.languages);
    this.build();
    if (this.model.view.nodes.length) this.draw();
    $('empty').hidden = this.model.view.nodes.length > 0;
    this.fill('all', 'address');
    window.addEventListener('hashchange', () => this.history.go(this.known(fromAddress(window.location.hash)), 'address'));
    new Keys(this).listen();
    // Paper is white, whatever the screen is, and holds whole tables.
    window.matchMedia('print').addEventListener('change', ({ matches }) => {
      this.drawing?.restyle();
      this.drawing?.paintNow();
      this.tables.whole(matches);
    });
  }

  /** @param {readonly string[]} wanted */
  speak(wanted) {
    document.documentElement.lang = speak(this.data.texts, wanted);
    for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(/** @type {HTMLElement} */ (element).dataset.t || '');
    for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', t(/** @type {HTMLElement} */ (element).dataset.label || ''));
  }

  /** Everything that is made once for a language. */
  build() {
    $('counts').textContent = countText(this.model);
    this.buildSearch();
    this.buildBar();
    this.timeline.build();
    this.downloads.build();
    this.buildStage();
    $('foot').textContent = this.footLine();
  }

  buildSearch() {
    const { model, names } = this;
    const kinds = make('select', { id: 'query-kind', 'aria-label': t('find.kind') }, make('option', { value: '' }, t('find.all')),
      ...model.view.kinds.map(({ key }) => make('option', { value: key }, kindLabel(model, key))));
    this.finder = new Finder({ model, names, label: t('find'), kind: () => kinds.value, isShown: (index) => this.part.nodes.has(index) },
      (index) => this.go({ type: 'node', id: model.view.nodes[index].id }, 'find'));
    this.finder.input.id = 'query';
    this.finder.input.setAttribute('aria-keyshortcuts', '/');
    kinds.addEventListener('change', () => { if (this.finder?.input.value) this.finder.find(); });
    $('search').replaceChildren(this.finder.element, kinds);
  }

  buildBar() {
    const tabs = FACES.map((face) => {
      const tab = button('tab', () => this.history.go({ face }, 'face'), t(`face.${face}`));
      tab.dataset.face = face;
      return tab;
    });
    $('faces').replaceChildren(...tabs);
    const filters = button('action', () => this.toggleFilters(), t('filter'));
    filters.id = 'filters-open';
    filters.setAttribute('aria-controls', 'filters');
    const languages = make('select', { id: 'language', 'aria-label': t('language') },
      ...Object.keys(this.data.texts).map((code) => make('option', { value: code, lang: code }, this.data.texts[code]['language.own'])));
    languages.value = language();
    languages.addEventListener('change', () => {
      this.speak([languages.value]);
      this.build();
      this.fill('all', 'language');
      $('language').focus();
    });
    const help = named(button('action round-action', () => helpDialog(), '?'), t('help'));
    help.id = 'help-open';
    $('tools').replaceChildren(filters, make('div', { id: 'downloads', class: 'downloads' }), languages, help);
    this.showFilters(document.body.classList.contains('with-filters'));
  }

  buildStage() {
    const action = (/** @type {string} */ text, /** @type {string} */ key, /** @type {() => void} */ run) => named(button('round', run, text), t(key));
    const relax = action('✣', 'relax', () => this.relax());
    relax.id = 'relax';
    relax.setAttribute('aria-pressed', 'false');
    $('zoom').replaceChildren(action('+', 'zoom.in', () => this.drawing?.zoom(1.35)), action('−', 'zoom.out', () => this.drawing?.zoom(1 / 1.35)),
      action('⤢', 'zoom.all', () => this.drawing?.fit(true)), relax);
    $('canvas').setAttribute('aria-label', t('canvas'));
    $('crowd').hidden = this.model.size !== 'large';
    if (this.model.size === 'large') {
      $('crowd').replaceChildren(make('p', {}, t('crowd', { n: this.model.view.nodes.length })), button('action', () => { $('crowd').hidden = true; }, t('close')));
    }
  }

  /** @param {boolean} isShown */
  showFilters(isShown) {
    document.body.classList.toggle('with-filters', isShown);
    $('filters').hidden = !isShown;
    $('filters-open').setAttribute('aria-expanded', String(isShown));
  }

  toggleFilters() {
    this.showFilters($('filters').hidden === true);
    if (!$('filters').hidden) this.legend.fill();
  }

  draw() {
    const pick = (/** @type {import('./drawing.js').Hit} */ hit) => this.pick(hit);
    const vis = /** @type {{ vis?: Vis }} */ (/** @type {unknown} */ (window)).vis;
    const canvas = $('canvas');
    this.drawing = vis ? new VisDrawing(canvas, this.model, pick, vis) : new DotsDrawing(canvas, this.model, pick);
    // For tests and for the console: nothing on the page reads it.
    Object.assign(canvas, { casegraph: this.drawing });
    window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.drawing?.restyle());
  }

  /** @param {import('./drawing.js').Hit} hit what was clicked on the canvas */
  pick(hit) {
    const { nodes, edges } = this.model.view;
    if (hit && 'node' in hit) this.go({ type: 'node', id: nodes[hit.node].id }, 'canvas');
    else this.go(hit ? { type: 'edge', id: edges[hit.edge].id } : { type: 'all' }, 'canvas');
  }

  /** @param {Focus} focus @param {string} [from] */
  go(focus, from = 'panel') {
    if (this.start && focus.type === 'node' && focus.id !== this.start) {
      const ends = { from: this.start, to: focus.id };
      this.start = '';
      this.history.go({ focus: { type: 'path', ...ends } }, from);
    } else this.history.go({ focus }, from);
  }

  /** The next entity that is chosen becomes the other end. @param {string} id */
  routeFrom(id) {
    this.start = id;
    announce(t('path.choose', { name: clip(this.model.nameOf(id)) }));
    $('notice').textContent = t('path.choose', { name: clip(this.model.nameOf(id)) });
    this.finder?.input.focus();
  }

  /** Two fields for the ends of a path. @param {string} from @param {string} to */
  route(from, to) {
    const ends = { from, to };
    const field = (/** @type {'from' | 'to'} */ end) => {
      const finder = new Finder({ model: this.model, names: this.names, label: t(`path.${end}End`), isShown: (index) => this.part.nodes.has(index) }, (index) => {
        ends[end] = this.model.view.nodes[index].id;
        finder.input.value = this.model.view.nodes[index].name;
        if (ends.from && ends.to) this.history.go({ focus: { type: 'path', ...ends } }, 'panel');
      });
      finder.input.value = ends[end] ? this.model.nameOf(ends[end]) : '';
      return finder.element;
    };
    return make('div', { class: 'route' }, field('from'), field('to'));
  }

  /** @param {State} state @param {What} what @param {string} from */
  changed(state, what, from) {
    const address = toAddress(state);
    try {
      if (from !== 'address' && address.length <= LONGEST_ADDRESS) window.history[from === 'filter' ? 'replaceState' : 'pushState'](null, '', `#${address}`);
    } catch {
      // A browser that keeps files from changing their address: the page works without.
    }
    if (what !== 'focus') this.part = visiblePart(this.model, state.filter);
    this.fill(what, from);
  }

  /** Show the state in every part of the page. @param {What} what is new of it @param {string} from where it was chosen */
  fill(what, from) {
    const { focus, face } = this.history.state;
    if (focus.type !== 'all') this.start = '';
    $('notice').textContent = '';
    document.body.dataset.face = face;
    document.querySelectorAll('#faces button').forEach((tab) => tab.setAttribute('aria-pressed', String(/** @type {HTMLElement} */ (tab).dataset.face === face)));
    $('stage').hidden = face !== 'graph';
    $('table').hidden = face === 'graph';
    if (!$('filters').hidden) this.legend.fill();
    if (what !== 'focus') this.timeline.fill();
    if (face !== 'graph' && what !== 'focus') this.tables.show(face);
    fillPanel(this.context, focus);
    this.drawing?.show(this.shown());
    if (this.drawing && face === 'graph') this.turn(focus, what, from);
    announce(what === 'filter' ? t('announce.shown', { entities: t('count.entities', { n: this.part.nodes.size }), relations: t('count.relations', { n: this.part.edges.size }) }) : panelHeading());
    // What was pressed may be gone from the panel: the heading takes the focus, without moving the page on wide screens.
    if (['panel', 'find', 'undo'].includes(from) && what !== 'filter') $('details').querySelector('h2')?.focus({ preventScroll: window.innerWidth > 860 });
  }

  /** Move to what was not chosen on the canvas itself. @param {Focus} focus @param {What} what @param {string} from */
  turn(focus, what, from) {
    const { drawing } = this;
    if (!drawing || from === 'canvas') return;
    if (what === 'filter' || from === 'language') return;
    if (from === 'address' && focus.type === 'all') drawing.fit(false);
    else if (focus.type === 'node' && this.part.nodes.has(this.model.node(focus.id))) drawing.centre(this.model.node(focus.id));
    else if (focus.type !== 'all') {
      const lifted = this.shown().lifted;
      drawing.touched = true;
      if (lifted && lifted.nodes.size) drawing.fit(true, [...lifted.nodes]);
    }
  }

  /** @returns {Shown} what the drawing shows: the neighbours of what is chosen light up */
  shown() {
    const { focus, filter } = this.history.state;
    const { model, part } = this;
    const chosen = { nodes: /** @type {Set<number>} */ (new Set()), edges: /** @type {Set<number>} */ (new Set()) };
    /** @type {Part | null} */
    let lifted = null;
    if (focus.type === 'node') {
      chosen.nodes.add(model.node(focus.id));
      lifted = model.withEnds(model.edgesAt[model.node(focus.id)].filter((edge) => part.edges.has(edge)));
      lifted.nodes.add(model.node(focus.id));
    } else if (focus.type === 'edge') {
      chosen.edges.add(model.edgeIndex.get(focus.id) ?? -1);
      lifted = model.withEnds(chosen.edges);
    } else if (focus.type === 'path') {
      [focus.from, focus.to].forEach((id) => chosen.nodes.add(model.node(id)));
      lifted = model.withEnds(this.context.paths(model.node(focus.from), model.node(focus.to)).paths.flatMap((path) => path.edges));
      chosen.nodes.forEach((node) => lifted?.nodes.add(node));
    }
    return { visible: part, lifted, chosen, possibly: possiblyHeld(model, filter, part) };
  }

  /** Let the drawing settle, for a while; a second press ends it. */
  relax() {
    const pressed = $('relax').getAttribute('aria-pressed') === 'true';
    $('relax').setAttribute('aria-pressed', String(!pressed));
    if (pressed || !this.drawing) return;
    const { drawing } = this;
    const relaxing = new Relaxing(drawing.points(), [...this.part.edges].map((edge) => this.model.ends[edge]), this.part.nodes);
    const began = performance.now();
    const step = () => {
      const over = performance.now() - began > LONGEST_RELAXING || $('relax').getAttribute('aria-pressed') === 'false';
      for (let times = drawing.calm ? 1000 : 3; times > 0 && !relaxing.done && !over; times -= 1) relaxing.step();
      drawing.place(relaxing.points);
      if (!relaxing.done && !over) window.requestAnimationFrame(step);
      else {
        $('relax').setAttribute('aria-pressed', 'false');
        drawing.fit(true);
      }
    };
    window.requestAnimationFrame(step);
  }

  /** @returns {string} what made this page, in a line */
  footLine() {
    const { view } = this.model;
    const parts = [
      view.query && t('foot.query', { query: view.query }), view.as_of && t('foot.asOf', { date: view.as_of }), view.known_at && t('foot.knownAt', { date: view.known_at }),
      view.generated && t('foot.made', { date: view.generated }), t(view.profile === 'public' ? 'foot.public' : 'foot.internal'), `casegraph ${view.version}`.trim(), t('foot.alone'),
    ];
    return parts.filter(Boolean).map((part) => clip(String(part))).join(' · ');
  }
}

const given = /** @type {PageData} */ (JSON.parse($('data').textContent || '{}'));
const casePage = new CasePage(given);
document.body.classList.toggle('with-filters', window.innerWidth >= 1100);
casePage.open();
