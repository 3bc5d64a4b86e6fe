/* The legend that is the filter: each row has its sign and its count, and can be left out. */

/** @import { StateHistory } from './state.js' */
/** @import { Count, Group } from './filter.js' */
/** @import { Filter } from './types.d.ts' */
/** @import { Model } from './model.js' */
import { $, button, make, named, said, svgPath } from './dom.js';
import { swatch } from './entries.js';
import { choices, countsOf, GROUPS, OPEN_FILTER } from './filter.js';
import { SAME_AS } from './model.js';
import { number, t } from './texts.js';
import { clip, kindLabel, relationLabel, sentence, statusLabel } from './format.js';

/** @type {Record<Group, number>} */
const MANY_ROWS = { kinds: 30, relations: 12, statuses: 12, sources: 8 };

/** @param {number[] | false} dashes @param {string} cls */
function lineSample(dashes, cls) {
  const stroke = { 'stroke-width': '1.8', class: `stroke-${cls}` };
  return svgPath(34, 8, 'M1 4h32', dashes ? { ...stroke, 'stroke-dasharray': dashes.join(' ') } : stroke);
}

/** The filter's part of the page. */
export class Legend {
  /** @param {Model} model @param {StateHistory} history */
  constructor(model, history) {
    this.model = model;
    this.history = history;
    /** Groups of which all rows are wanted, not only the largest. @type {Set<Group>} */
    this.whole = new Set();
    /** How a line of each status is dashed. @type {Map<string, number[] | false>} */
    this.dashes = new Map();
    model.view.edges.forEach((edge, index) => edge.relation !== SAME_AS && edge.standing !== 'disputed' && this.dashes.set(edge.status, model.edges[index].dashes));
  }

  fill() {
    const { filter } = this.history.state;
    const focused = document.activeElement?.id;
    $('filters').replaceChildren(this.head(filter), ...GROUPS.map((group) => this.group(group, filter)), this.least(filter), this.hypotheses(filter));
    // What was pressed was made anew: it keeps the focus.
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  /** @param {Filter} filter */
  head(filter) {
    const count = choices(filter) + (filter.hypotheses ? 1 : 0);
    const undo = button('action', () => this.history.undo(), t('undo'));
    undo.id = 'undo';
    undo.toggleAttribute('disabled', this.history.past.length === 0);
    const clear = button('action', () => this.history.filter(OPEN_FILTER), t('filter.clear'));
    clear.id = 'clear';
    clear.toggleAttribute('disabled', count === 0);
    return make('div', { class: 'row filter-head' }, make('h2', {}, t('filter')), undo, clear);
  }

  /** @param {Group} group @param {Filter} filter */
  group(group, filter) {
    const { model } = this;
    const counts = countsOf(model, filter, group).filter(({ key }) => !(group === 'relations' && key === SAME_AS));
    if (group === 'kinds') counts.sort((a, b) => this.kindPlace(a.key) - this.kindPlace(b.key));
    else counts.sort((a, b) => b.all - a.all || (a.key < b.key ? -1 : 1));
    const shown = this.whole.has(group) ? counts : counts.slice(0, MANY_ROWS[group]);
    const rows = shown.map((count, at) => this.row(group, count, filter, at));
    const disputed = group === 'statuses' ? model.view.edges.findIndex((edge) => edge.standing === 'disputed') : -1;
    if (disputed >= 0) rows.push(make('div', { class: 'choice' }, make('span', { class: 'choice-words' }, lineSample(model.edges[disputed].dashes, 'denied'), ' ', sentence(t('standing.disputed')))));
    const rest = counts.length - shown.length;
    const more = rest > 0 && button('more', () => { this.whole.add(group); this.fill(); }, t('more.items', { n: rest }));
    const fieldset = make('fieldset', { id: `group-${group}` }, make('legend', {}, t(`filter.${group}`)), ...rows, more);
    fieldset.hidden = counts.length === 0;
    return fieldset;
  }

  /** @param {string} kind */
  kindPlace(kind) {
    const place = this.model.view.kinds.findIndex(({ key }) => key === kind);
    return place < 0 ? Infinity : place;
  }

  /** @param {Group} group @param {Count} count @param {Filter} filter @param {number} at */
  row(group, { key, shown, all }, filter, at) {
    const box = make('input', { type: 'checkbox', id: `${group}-${at}` });
    box.checked = !filter[group].includes(key);
    box.addEventListener('change', () => this.history.filter({ [group]: box.checked ? filter[group].filter((one) => one !== key) : [...filter[group], key] }));
    const label = clip(this.labelOf(group, key));
    const counted = make('span', { class: 'count' }, shown === all ? number(all) : t('count.of', { shown: number(shown), all: number(all) }));
    const only = button('only', () => this.only(group, key), t('filter.only'));
    only.id = `only-${group}-${at}`;
    named(only, t('filter.onlyThis', { what: label }));
    return make('div', { class: 'choice' }, make('label', { title: label }, box, this.sign(group, key), said(label, 'choice-words'), counted), only);
  }

  /** Leave out all others of a group; when they are out already, let all in again. @param {Group} group @param {string} key */
  only(group, key) {
    const { filter } = this.history.state;
    const others = countsOf(this.model, filter, group).map((count) => count.key).filter((one) => one !== key && !(group === 'relations' && one === SAME_AS));
    const already = others.every((one) => filter[group].includes(one)) && !filter[group].includes(key);
    this.history.filter({ [group]: already ? [] : others });
  }

  /** @param {Group} group @param {string} key */
  labelOf(group, key) {
    if (group === 'kinds') return kindLabel(this.model, key);
    if (group === 'relations') return sentence(relationLabel(this.model, key));
    return group === 'statuses' ? sentence(statusLabel(key)) : this.model.nameOf(key);
  }

  /** @param {Group} group @param {string} key */
  sign(group, key) {
    if (group === 'kinds') {
      const node = this.model.nodes[this.model.view.nodes.findIndex(({ kind }) => kind === key)];
      return swatch(node.shape, node.color);
    }
    return group === 'statuses' ? lineSample(this.dashes.get(key) || false, key === 'denied' ? 'denied' : 'line') : null;
  }

  /** At least such a grade, at least so many origins. @param {Filter} filter */
  least(filter) {
    const grades = [...new Set(this.model.view.edges.map((edge) => edge.grade))].filter(Boolean).sort();
    const most = this.model.view.edges.reduce((so, edge) => Math.max(so, edge.origins.length), 0);
    const grade = this.select('least-grade', [['', t('any')], ...grades.map((one) => /** @type {[string, string]} */ ([one, one]))], filter.grade, (value) => this.history.filter({ grade: value }));
    const numbers = Array.from({ length: Math.max(1, Math.min(most, 9)) }, (_, at) => /** @type {[string, string]} */ ([String(at), at ? number(at) : t('any')]));
    if (most > 1) numbers.push([String(most), number(most)]);
    const origins = this.select('least-origins', numbers.filter(([value], at, all) => all.findIndex(([other]) => other === value) === at), String(filter.origins), (value) => this.history.filter({ origins: Number(value) }));
    const fieldset = make('fieldset', {}, make('legend', {}, t('filter.least')),
      make('div', { class: 'least' }, make('label', { for: 'least-grade' }, t('filter.grade')), grade, make('label', { for: 'least-origins' }, t('filter.origins')), origins));
    fieldset.hidden = !this.model.view.edges.length;
    return fieldset;
  }

  /** @param {string} id @param {[string, string][]} options @param {string} value @param {(value: string) => void} onChange */
  select(id, options, value, onChange) {
    const select = make('select', { id }, ...options.map(([key, label]) => make('option', { value: key }, clip(label))));
    // A choice from an address that this view has no row for stays what it is.
    if (!options.some(([key]) => key === value)) select.append(make('option', { value }, value));
    select.value = value;
    select.addEventListener('change', () => onChange(select.value));
    return select;
  }

  /** @param {Filter} filter */
  hypotheses(filter) {
    const { edges } = this.model.view;
    const count = edges.filter((edge) => edge.relation === SAME_AS).length;
    const box = make('input', { type: 'checkbox', id: 'hypotheses' });
    box.checked = filter.hypotheses;
    box.addEventListener('change', () => this.history.filter({ hypotheses: box.checked }));
    const dashes = this.model.edges[edges.findIndex((edge) => edge.relation === SAME_AS)]?.dashes || false;
    const fieldset = make('fieldset', {}, make('legend', {}, t('filter.hypotheses')),
      make('div', { class: 'choice' }, make('label', {}, box, lineSample(dashes, 'hypothesis'), make('span', { class: 'choice-words' }, sentence(relationLabel(this.model, SAME_AS))), make('span', { class: 'count' }, number(count)))));
    fieldset.hidden = count === 0;
    return fieldset;
  }
}
