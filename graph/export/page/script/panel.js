/* The panel beside the graph: what is in focus, in full. */

/** @import { Child } from './dom.js' */
/** @import { Page } from './entries.js' */
/** @import { Focus, Part } from './types.d.ts' */
/** @import { Path } from './paths.js' */
import { $, announce, button, copy, list, longText, make, named, said, there } from './dom.js';
import { badge, claimsPart, contests, edgeSentence, entity, factList, glyph, kindLine, metaLine, properties, section, series, sourcesPart, standingBadges, statusBadges, title } from './entries.js';
import { far } from './paths.js';
import { rulingsInOrder } from './rulings.js';
import { number, t } from './texts.js';
import { clip, edgeLabel, period, relationLabel, roleOf, sentence, valueText } from './format.js';

/** What the panel can do beside showing. */
/**
 * @typedef {Page & {
 *   visible: () => Part, undo: () => void, canUndo: () => boolean, clearFilter: () => void,
 *   paths: (from: number, to: number) => { paths: Path[], more: boolean }, routeFrom: (id: string) => void,
 *   route: (from: string, to: string) => HTMLElement }} PanelContext
 */

const unique = (/** @type {string[]} */ ids) => [...new Set(ids)];

/** One relation seen from a node: the other end, and how well it is known. @param {PanelContext} context @param {number} index @param {number} from */
function relationRow(context, index, from) {
  const { model } = context;
  const edge = model.view.edges[index];
  const other = model.view.nodes[far(model, index, from)].id;
  const about = [roleOf(edge) && said(roleOf(edge)), period(edge.since, edge.until), ...edge.sources.map((id) => said(model.nameOf(id)))];
  const open = button('open', () => context.go({ type: 'edge', id: edge.id }), t('details'));
  open.setAttribute('aria-label', clip(t('details.of', { what: `${edgeLabel(model, edge)} ${clip(model.nameOf(other))}` })));
  const hidden = context.visible().edges.has(index) ? null : badge(t('hidden'), 'hidden-badge');
  return make('li', {},
    make('div', { class: 'row ends-with' }, entity(context, other), open),
    make('div', { class: 'row' }, ...statusBadges(edge.status, edge.grade), ...standingBadges(edge), hidden, metaLine(...about)));
}

/** The relations of a node, in groups of one type and direction, the larger first. @param {PanelContext} context @param {number} index */
function relationGroups(context, index) {
  const { model } = context;
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const edge of model.edgesAt[index]) {
    const key = `${model.ends[edge][0] === index ? '→' : '←'} ${model.view.edges[edge].relation}`;
    groups.set(key, [...(groups.get(key) || []), edge]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length).map(([key, edges]) => {
    const direction = make('span', { class: 'unseen' }, `(${t(key[0] === '→' ? 'from.here' : 'to.here')}) `);
    const heading = make('h4', {}, make('span', { class: 'arrow', 'aria-hidden': 'true' }, key[0]), direction, relationLabel(model, key.slice(2)),
      edges.length > 1 && make('span', { class: 'count' }, number(edges.length)));
    return make('div', { class: 'group' }, heading, list('rows', edges, (edge) => relationRow(context, edge, index)));
  });
}

/** @param {PanelContext} context @param {number} index */
function rulingsPart(context, index) {
  const { model } = context;
  const rulings = rulingsInOrder(model, index);
  if (!rulings.length) return null;
  return section(t('rulings'), rulings.length, list('rulings', rulings, ({ node, superseded }) => {
    const { id, date, properties: facts, contested } = model.view.nodes[node];
    const detail = ['ruling', 'sentence_months', 'restriction', 'restriction_months'].filter((name) => facts[name] !== undefined && facts[name] !== null)
      .map((name) => (name.endsWith('months') ? t('months', { n: Number(facts[name]) }) : valueText(facts[name])));
    const stands = superseded.length
      ? make('span', { class: 'meta' }, `${t('ruling.superseded')} `, ...series(superseded.map((one) => entity(context, model.view.nodes[one].id))))
      : badge(t('ruling.stands'), 'agrees');
    return make('li', {}, make('div', { class: 'row' }, entity(context, id)), metaLine(date && said(date), ...detail.map(clip)),
      contested.length > 0 && contests(model, contested), make('div', { class: 'row' }, stands));
  }, 'ol'));
}

/** @param {PanelContext} context @param {boolean} isShown */
const hiddenNote = (context, isShown) => (isShown ? null : make('p', { class: 'note' }, `${t('hidden.note')} `, button('more', () => context.clearFilter(), t('filter.clear'))));

/** @param {PanelContext} context @param {string} id @returns {Child[]} */
function nodeDetails(context, id) {
  const { model } = context;
  const index = model.node(id);
  const node = model.view.nodes[index];
  const others = unique(node.names).filter((name) => name !== node.name);
  const [about, by] = [model.claims(model.claimsAbout.get(id)), model.claims(model.claimsBy.get(id))];
  const relations = relationGroups(context, index);
  // In a public page the name that is shown is a pseudonym.
  const protection = node.protected && badge(t(model.view.profile === 'public' ? 'pseudonym' : 'protected'), 'denied');
  return [
    title(node.name, glyph(model, index), kindLine(model, index), protection),
    others.length > 0 && make('p', { class: 'aliases' }, `${t('names.also')} `, ...series(others.map((name) => said(name)))),
    hiddenNote(context, context.visible().nodes.has(index)),
    make('div', { class: 'row actions' }, button('action', () => context.routeFrom(id), t('path.from')), copyLink()),
    node.summary && longText(node.summary, 'summary'),
    factList(model, properties(node.date ? { date: node.date, ...node.properties } : node.properties), node.contested),
    rulingsPart(context, index),
    relations.length > 0 && section(t('relations'), model.degree(index), ...relations),
    claimsPart(context, t('claims'), about),
    claimsPart(context, t('claims.by'), by),
    sourcesPart(context, [...node.sources, ...[...about, ...by].map((claim) => claim.source)]),
    node.datasets.length > 0 && make('p', { class: 'meta' }, `${t('datasets')}: `, ...series(node.datasets.map((name) => said(name)))),
  ];
}

function copyLink() {
  return button('action', () => copy(window.location.href).then((done) => announce(t(done ? 'copied' : 'notCopied'))), t('copy.link'));
}

/** @param {PanelContext} context @param {string} id @returns {Child[]} */
function edgeDetails(context, id) {
  const { model } = context;
  const index = model.edgeIndex.get(id) ?? -1;
  const edge = model.view.edges[index];
  const claims = model.claims(model.claimsOf.get(id));
  const label = edgeLabel(model, edge);
  const origins = edge.origins.map((origin) => entity(context, origin));
  const against = edge.disputed_origins.map((origin) => entity(context, origin));
  return [
    title(sentence(label), t('relation')),
    make('div', { class: 'ends' }, entity(context, edge.source),
      make('p', { class: 'verb' }, make('span', { class: 'arrow', 'aria-hidden': 'true' }, '↓'), label), entity(context, edge.target)),
    hiddenNote(context, context.visible().edges.has(index)),
    make('div', { class: 'row' }, ...statusBadges(edge.status, edge.grade), ...standingBadges(edge)),
    make('div', { class: 'row actions' }, copyLink()),
    factList(model, [['dates', period(edge.since, edge.until)], ...properties(edge.properties)], edge.contested),
    origins.length > 0 && section(t('origins'), origins.length, make('p', { class: 'origins' }, ...series(origins))),
    against.length > 0 && section(t('disputed.by'), against.length, make('p', { class: 'origins against' }, ...series(against))),
    claimsPart(context, t('claims'), claims),
    sourcesPart(context, [...edge.sources, ...edge.disputed_sources, ...claims.map((claim) => claim.source)]),
  ];
}

/** @param {PanelContext} context @param {string} from @param {string} to @returns {Child[]} */
function pathDetails(context, from, to) {
  const { model } = context;
  const [start, end] = [model.node(from), model.node(to)];
  const found = context.paths(start, end);
  const hops = found.paths.length ? found.paths[0].edges.length : 0;
  const steps = (/** @type {Path} */ path) => make('li', { class: 'path' },
    make('ol', { class: 'steps' }, ...path.edges.map((edge) => make('li', {}, ...edgeSentence(context, edge)))));
  return [
    title(t('path.title'), t('path.between')),
    context.route(from, to),
    found.paths.length
      ? section(t('path.hops', { n: hops }), found.paths.length, list('paths', found.paths, steps), found.more && make('p', { class: 'hint' }, t('path.more', { n: found.paths.length })))
      : make('p', { class: 'note' }, t('path.none')),
  ];
}

/** What stands in the panel before anything is chosen. @param {PanelContext} context @returns {Child[]} */
function overview(context) {
  const { model } = context;
  const { nodes } = context.visible();
  const busiest = [...nodes].filter((index) => model.degree(index)).sort((a, b) => model.degree(b) - model.degree(a) || a - b).slice(0, 8);
  const odds = model.view.conflicts.filter(({ finding }) => finding === 'conflict');
  const conflictRow = (/** @type {typeof odds[number]} */ conflict) => {
    const claim = model.claims([model.claimIndex.get(conflict.one) ?? -1])[0];
    const about = claim?.about.find((id) => model.nodeIndex.has(id));
    return make('li', {}, make('div', { class: 'row' }, badge(t('finding.conflict'), 'conflict'), about !== undefined && entity(context, about)), said(conflict.why, 'why'));
  };
  return [
    title(t('overview'), t('nothing.selected')),
    model.view.nodes.length > 0 && make('p', { class: 'hint' }, t('overview.hint')),
    model.view.nodes.length > 1 && section(t('path.title'), null, context.route('', '')),
    odds.length > 0 && section(t('conflicts'), odds.length, list('rows', odds, conflictRow)),
    busiest.length > 0 && section(t('most.connected'), null, make('ul', { class: 'rows' }, ...busiest.map((index) => make('li', {},
      make('div', { class: 'row ends-with' }, entity(context, model.view.nodes[index].id), make('span', { class: 'count' }, number(model.degree(index)))))))),
  ];
}

/** @param {PanelContext} context @param {Focus} focus @returns {Child[]} */
function detailsOf(context, focus) {
  if (focus.type === 'node') return nodeDetails(context, focus.id);
  if (focus.type === 'edge') return edgeDetails(context, focus.id);
  return focus.type === 'path' ? pathDetails(context, focus.from, focus.to) : overview(context);
}

/** Fill the panel for a focus. @param {PanelContext} context @param {Focus} focus */
export function fillPanel(context, focus) {
  const bar = focus.type === 'all' ? null : make('div', { class: 'bar' },
    context.canUndo() && named(button('plain', () => context.undo(), `← ${t('back')}`), t('back')),
    button('plain', () => context.go({ type: 'all' }), t('overview')));
  $('details').replaceChildren(...there([bar, ...detailsOf(context, focus)]));
  $('panel').scrollTop = 0;
}

/** @returns {string} what the panel now shows, in one line for a screen reader */
export function panelHeading() {
  const counts = [...$('details').querySelectorAll('h3')].map((heading) => [...heading.childNodes].map((child) => child.textContent).reverse().join(' '));
  return [$('details').querySelector('h2')?.textContent || '', ...counts].join(', ');
}
