/* What panel and tables are made of: entities to press, badges, claims side by side, sources with their addresses. */

/** @import { Child } from './dom.js' */
/** @import { Focus, State, ViewClaim, ViewContested, ViewEdge } from './types.d.ts' */
/** @import { Model } from './model.js' */
import { announce, button, copy, list, longText, make, named, said, svgPath } from './dom.js';
import { outline } from './shapes.js';
import { number, t, term } from './texts.js';
import { clip, edgeLabel, fieldLabel, figureText, kindLabel, linkable, locatorText, period, relationLabel, sentence, spaced, statusLabel, valueText } from './format.js';

/** What every part of the page is given. */
/** @typedef {{ model: Model, go: (focus: Focus, from?: string) => void, state: () => State }} Page */

/** @param {string} shape @param {string} colour */
export const swatch = (shape, colour) => svgPath(16, 16, outline(shape, 8, 8, shape === 'star' ? 6.6 : 5.8), { fill: colour, class: 'glyph' });
/** @param {Model} model @param {number} index a node; its glyph as the drawing has it */
export const glyph = (model, index) => swatch(model.nodes[index].shape, model.nodes[index].color);

/** @param {string} text @param {string} cls */
export const badge = (text, cls) => make('span', { class: `badge ${cls}` }, clip(text));

const LONGEST_LINK = 2000;
const STATUSES = ['asserted', 'alleged', 'denied', 'inferred', 'retracted'];

/** @param {string} status @param {string} grade */
export function statusBadges(status, grade) {
  const badges = status ? [badge(statusLabel(status), STATUSES.includes(status) ? status : 'asserted')] : [];
  if (grade) {
    const mark = badge(grade, 'grade');
    mark.title = t('grade.hint', { grade: clip(grade) });
    badges.push(mark);
  }
  return badges;
}

/** How a relation stands that somebody denies, and the grade of the denial. @param {ViewEdge} edge */
export function standingBadges({ standing, disputed_grade, disputed_sources }) {
  if (!disputed_sources.length) return [];
  const badges = [badge(t(standing === 'denied only' ? 'standing.denied_only' : 'standing.disputed'), 'denied')];
  if (disputed_grade) badges.push(badge(disputed_grade, 'grade'));
  return badges;
}

/** @param {Page} page @param {string} id an entity: a button when the page has it, else its id as text */
export function entity({ model, go }, id) {
  const index = model.nodeIndex.get(id);
  if (index === undefined) return said(model.nameOf(id), 'foreign');
  return button('entity', () => go({ type: 'node', id }), glyph(model, index), said(model.view.nodes[index].name));
}

/** Commas between elements. @param {Child[]} elements */
export const series = (elements) => elements.flatMap((element, index) => (index ? [', ', element] : [element]));

/** @param {...Child} parts */
export function metaLine(...parts) {
  const shown = parts.filter(Boolean);
  return shown.length ? make('p', { class: 'meta' }, ...shown.flatMap((part, index) => (index ? [' · ', part] : [part]))) : null;
}

/** @param {string} title @param {number | null} count @param {...Child} children */
export function section(title, count, ...children) {
  const heading = make('h3', {}, title, count === null ? null : make('span', { class: 'count' }, number(count)));
  return make('section', {}, heading, ...children);
}

/** @param {string} text @param {...Child} above */
export function title(text, ...above) {
  return make('div', { class: 'title' }, make('p', { class: 'eyebrow' }, ...above), make('h2', { tabindex: '-1', dir: 'auto' }, text.slice(0, 2000) || '—'));
}

/** What contests a fact, each other value or denial with whose it is. @param {Model} model @param {ViewContested[]} contested */
export const contests = (model, contested) => make('ul', { class: 'conflicts' }, ...contested.slice(0, 20).map((one) => make('li', {},
  badge(one.stance === 'disputes' ? statusLabel('denied') : t('finding.conflict'), 'conflict'), ' ',
  one.stance === 'disputes' ? null : said(valueText(one.value).slice(0, 300)), ' ', ...statusBadges('', one.grade), ' ',
  ...series((one.origins || []).map((id) => said(model.nameOf(id)))))));

/** @param {Model} model @param {[string, string][]} pairs @param {ViewContested[]} contested */
export function factList(model, pairs, contested) {
  const shown = pairs.filter(([, value]) => value);
  if (!shown.length) return null;
  const against = (/** @type {string} */ key) => contested.filter(({ field }) => field === key || (key === 'dates' && ['since', 'until'].includes(field)));
  return make('dl', {}, ...shown.flatMap(([key, value]) => [
    make('dt', {}, sentence(fieldLabel(key))),
    make('dd', { dir: 'auto' }, value.slice(0, 4800), against(key).length > 0 && contests(model, against(key)))]));
}

/** @param {Record<string, unknown>} record @returns {[string, string][]} */
export const properties = (record) => Object.entries(record).map(([key, value]) => [key, valueText(value)]);

/** @param {Page} page @param {ViewClaim} claim @returns {Child} what it cannot be true beside */
function conflictNotes({ model, go }, claim) {
  const found = model.conflictsOf.get(claim.id) || [];
  return found.length ? make('ul', { class: 'conflicts' }, ...found.map((conflict) => {
    const other = model.claimIndex.get(conflict.one === claim.id ? conflict.other : conflict.one);
    const against = other === undefined ? null : model.view.claims[other];
    const target = against?.about.find((id) => model.nodeIndex.has(id));
    const claimed = against ? figureText(against) || against.text.slice(0, 160) : '';
    const mark = badge(term(`finding.${conflict.finding.replace(/ /g, '_')}`, conflict.finding), conflict.finding === 'conflict' ? 'conflict' : 'agrees');
    const link = target !== undefined && against && !claim.about.includes(target)
      ? button('more', () => go({ type: 'node', id: target }), t('conflict.open')) : null;
    return make('li', {}, mark, ' ', claimed && said(claimed), ' ', said(conflict.why, 'why'), ' ', link);
  })) : null;
}

/** @param {Page} page @param {ViewClaim} claim */
function claimCard(page, claim) {
  const { model } = page;
  const figure = figureText(claim);
  const origin = claim.origin || claim.attributed_to[claim.attributed_to.length - 1] || claim.source;
  const via = claim.attributed_to.filter((id) => id !== origin);
  const marked = (model.conflictsOf.get(claim.id) || []).some(({ finding }) => finding === 'conflict');
  return make('li', { class: marked ? 'claim at-odds' : 'claim' },
    make('p', { class: 'origin' }, make('span', { class: 'unseen' }, `${t('claim.origin')}: `), entity(page, origin)),
    longText(claim.text, 'claim-text'),
    figure && make('p', { class: 'figure', dir: 'auto' }, figure),
    make('div', { class: 'row' }, ...statusBadges(claim.status, claim.grade)),
    via.length > 0 && make('p', { class: 'meta' }, `${t('claim.attributed')} `, ...series(via.map((id) => entity(page, id)))),
    metaLine(said(model.nameOf(claim.source)), locatorText(claim), period(claim.since, claim.until), claim.recorded_at && t('claim.recorded', { date: clip(claim.recorded_at) })),
    conflictNotes(page, claim));
}

/** Claims on one matter stand side by side, one beside another origin's. @param {Page} page @param {string} heading @param {ViewClaim[]} claims */
export function claimsPart(page, heading, claims) {
  if (!claims.length) return null;
  /** @type {Map<string, ViewClaim[]>} */
  const matters = new Map();
  for (const claim of claims) {
    const matter = claim.metric ? `${claim.metric} ${claim.scope ?? ''}` : claim.property;
    matters.set(matter, [...(matters.get(matter) || []), claim]);
  }
  const groups = [...matters.values()].map((group) => {
    const [first] = group;
    const topic = first.metric ? sentence(spaced(first.metric)) : claimMatter(page.model, first);
    const byOrigin = [...group].sort((a, b) => (a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : 0));
    const origins = new Set(group.map((claim) => claim.origin || claim.source)).size;
    const topicHeading = make('h4', {}, topic, make('span', { class: 'count' }, t('count.origins', { n: origins })));
    return make('div', { class: 'group' }, topicHeading, list('claims', byOrigin, (claim) => claimCard(page, claim)));
  });
  return section(heading, claims.length, ...groups);
}

/** @param {Model} model @param {ViewClaim} claim */
const claimMatter = (model, claim) => (claim.relation === null ? sentence(fieldLabel(claim.property)) : sentence(relationLabel(model, claim.property)));

/** The address stands there to be read and copied before anybody follows it. @param {string} address */
function addressLine(address) {
  // No real address is as long; one that cannot be read whole is not followed.
  const link = address.length <= LONGEST_LINK && linkable(address);
  const shown = link
    ? make('a', { class: 'address', href: link, rel: 'noopener noreferrer', referrerpolicy: 'no-referrer' }, address)
    : make('span', { class: 'address' }, address.slice(0, LONGEST_LINK));
  const take = button('open', () => copy(address).then((done) => announce(t(done ? 'copied' : 'notCopied'))), t('copy'));
  return make('div', { class: 'row address-row' }, shown, named(take, t('copy.address')));
}

/** @param {Page} page @param {string} id */
function sourceItem({ model }, id) {
  const source = model.source(id);
  if (!source) return make('li', { class: 'source' }, said(id));
  const reliability = source.reliability && t('source.reliability', { letter: source.reliability });
  return make('li', { class: 'source' },
    make('p', { class: 'source-title', dir: 'auto' }, clip(source.title || source.id)),
    metaLine(source.publisher && said(source.publisher), source.published && said(source.published), source.language && said(source.language), reliability && clip(reliability)),
    source.url && addressLine(source.url));
}

/** @param {Page} page @param {string[]} ids */
export function sourcesPart(page, ids) {
  const shown = [...new Set(ids)];
  return shown.length ? section(t('sources'), shown.length, list('sources', shown, (id) => sourceItem(page, id))) : null;
}

/** @param {Page} page @param {number} index an edge, as “A recruited by B” @returns {Child[]} */
export function edgeSentence(page, index) {
  const edge = page.model.view.edges[index];
  return [entity(page, edge.source), ' ', button('relation-name', () => page.go({ type: 'edge', id: edge.id }), edgeLabel(page.model, edge)), ' ', entity(page, edge.target), ...standingBadges(edge)];
}

/** @param {Model} model @param {number} index */
export const kindLine = (model, index) => kindLabel(model, model.view.nodes[index].kind);
