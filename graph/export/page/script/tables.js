/* Everything on the canvas as tables, which is also the way in for those who do not see it. */

/** @import { Child } from './dom.js' */
/** @import { Page } from './entries.js' */
/** @import { Part, TableName } from './types.d.ts' */
import { $, button, make, named, said } from './dom.js';
import { badge, entity, standingBadges, statusBadges } from './entries.js';
import { fold } from './names.js';
import { language, number, t } from './texts.js';
import { edgeLabel, figureText, kindLabel, locatorText, period, relationLabel, sentence, spaced, statusLabel } from './format.js';

const ROWS = 100;

/**
 * A column: the text of a row, by which it is sorted, filtered and written to CSV, and what stands in the cell.
 * @typedef {{ key: string, text: (index: number) => string | number, cell?: (index: number) => Child[] }} Column
 */
/** @typedef {Page & { visible: () => Part, claims: () => number[] }} TableContext */

/** @param {string[]} ids @param {Page} page */
const nameList = (ids, page) => ids.map((id) => page.model.nameOf(id)).join(', ');
/** @param {Child[]} elements one below the other */
const below = (elements) => elements.map((element) => make('div', {}, element));

/** @param {TableContext} page @returns {Column[]} */
function entityColumns(page) {
  const { model } = page;
  const node = (/** @type {number} */ index) => model.view.nodes[index];
  return [
    { key: 'name', text: (index) => node(index).name, cell: (index) => [entity(page, node(index).id)] },
    { key: 'kind', text: (index) => kindLabel(model, node(index).kind) },
    { key: 'names', text: (index) => node(index).names.filter((name) => name !== node(index).name).join(', ') },
    { key: 'date', text: (index) => node(index).date || '' },
    { key: 'summary', text: (index) => node(index).summary.slice(0, 300) },
    { key: 'degree', text: (index) => model.edgesAt[index].filter((edge) => page.visible().edges.has(edge)).length },
    { key: 'sources', text: (index) => nameList(node(index).sources, page) },
    { key: 'id', text: (index) => node(index).id },
  ];
}

/** @param {TableContext} page @returns {Column[]} */
function relationColumns(page) {
  const { model } = page;
  const edge = (/** @type {number} */ index) => model.view.edges[index];
  return [
    { key: 'from', text: (index) => model.nameOf(edge(index).source), cell: (index) => [entity(page, edge(index).source)] },
    {
      key: 'relation', text: (index) => edgeLabel(model, edge(index)),
      cell: (index) => [button('relation-name', () => page.go({ type: 'edge', id: edge(index).id }), edgeLabel(model, edge(index)))],
    },
    { key: 'to', text: (index) => model.nameOf(edge(index).target), cell: (index) => [entity(page, edge(index).target)] },
    { key: 'dates', text: (index) => period(edge(index).since, edge(index).until) },
    { key: 'status', text: (index) => statusLabel(edge(index).status), cell: (index) => [...statusBadges(edge(index).status, ''), ...standingBadges(edge(index))] },
    { key: 'grade', text: (index) => edge(index).grade },
    { key: 'origins', text: (index) => edge(index).origins.length },
    { key: 'sources', text: (index) => nameList(edge(index).sources, page) },
    { key: 'id', text: (index) => edge(index).id },
  ];
}

/** @param {TableContext} page @returns {Column[]} */
function claimColumns(page) {
  const { model } = page;
  const claim = (/** @type {number} */ index) => model.view.claims[index];
  const conflict = (/** @type {number} */ index) => (model.conflictsOf.get(claim(index).id) || []).filter(({ finding }) => finding === 'conflict');
  return [
    { key: 'claim', text: (index) => claim(index).text.slice(0, 600) },
    { key: 'property', text: (index) => sentence(claim(index).relation === null ? spaced(claim(index).property) : relationLabel(model, claim(index).property)) },
    { key: 'about', text: (index) => nameList(claim(index).about, page), cell: (index) => below(claim(index).about.map((id) => entity(page, id))) },
    { key: 'value', text: (index) => figureText(claim(index)) },
    { key: 'dates', text: (index) => period(claim(index).since, claim(index).until) || claim(index).as_of || '' },
    { key: 'origin', text: (index) => model.nameOf(claim(index).origin), cell: (index) => [entity(page, claim(index).origin)] },
    { key: 'status', text: (index) => statusLabel(claim(index).status), cell: (index) => statusBadges(claim(index).status, '') },
    { key: 'grade', text: (index) => claim(index).grade },
    { key: 'conflict', text: (index) => conflict(index).map(({ why }) => why).join(' '), cell: (index) => (conflict(index).length ? [badge(t('finding.conflict'), 'conflict'), ' ', conflict(index)[0].why] : []) },
    { key: 'source', text: (index) => model.nameOf(claim(index).source) },
    { key: 'locator', text: (index) => locatorText(claim(index)) },
    { key: 'id', text: (index) => claim(index).id },
  ];
}

/** @param {TableContext} page @param {TableName} name @returns {{ columns: Column[], rows: number[] }} what a table shows, in the order of the view */
export function tableOf(page, name) {
  if (name === 'entities') return { columns: entityColumns(page), rows: [...page.visible().nodes].sort((a, b) => a - b) };
  if (name === 'relations') return { columns: relationColumns(page), rows: [...page.visible().edges].sort((a, b) => a - b) };
  return { columns: claimColumns(page), rows: page.claims() };
}

/** The three tables, of which one is shown. */
export class Tables {
  /** @param {TableContext} page */
  constructor(page) {
    this.page = page;
    /** @type {Record<TableName, { sort: string, down: boolean, search: string, shown: number }>} */
    this.looks = {
      entities: { sort: '', down: false, search: '', shown: ROWS }, relations: { sort: '', down: false, search: '', shown: ROWS },
      claims: { sort: '', down: false, search: '', shown: ROWS },
    };
    /** @type {TableName} */
    this.name = 'entities';
  }

  /** @param {TableName} name */
  show(name) {
    this.name = name;
    const look = this.looks[name];
    const search = make('input', { type: 'search', id: 'table-search', 'aria-label': t('table.filter'), placeholder: t('table.filter') });
    search.value = look.search;
    search.addEventListener('input', () => {
      look.search = search.value;
      look.shown = ROWS;
      this.fill();
    });
    this.count = make('p', { class: 'meta', role: 'status' });
    this.body = make('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': t(`table.${name}`) });
    $('table').replaceChildren(make('div', { class: 'row table-head' }, search, this.count), this.body);
    this.fill();
  }

  /** @returns {{ columns: Column[], rows: number[] }} what is shown, filtered and sorted */
  chosen() {
    const { columns, rows } = tableOf(this.page, this.name);
    const look = this.looks[this.name];
    const wanted = fold(look.search).split(' ').filter(Boolean);
    const found = wanted.length ? rows.filter((row) => {
      const text = fold(columns.map((column) => column.text(row)).join(' '));
      return wanted.every((word) => text.includes(word));
    }) : rows;
    const column = columns.find(({ key }) => key === look.sort);
    if (!column) return { columns, rows: found };
    const collator = new Intl.Collator(language(), { numeric: true });
    const sorted = found.map((row) => ({ row, text: column.text(row) })).sort((a, b) => {
      const order = typeof a.text === 'number' && typeof b.text === 'number' ? a.text - b.text : collator.compare(String(a.text), String(b.text));
      return (look.down ? -order : order) || a.row - b.row;
    });
    return { columns, rows: sorted.map(({ row }) => row) };
  }

  /** @param {boolean} isWhole whether all rows show, as on paper */
  whole(isWhole) {
    this.looks[this.name].shown = isWhole ? Infinity : ROWS;
    this.fill();
  }

  fill() {
    if (!this.body || !this.count) return;
    const { columns, rows } = this.chosen();
    const look = this.looks[this.name];
    const caption = make('caption', { class: 'unseen' }, t(`table.${this.name}`));
    const head = make('thead', {}, make('tr', {}, ...columns.map((column) => this.headCell(column.key))));
    const shown = rows.slice(0, look.shown);
    const body = make('tbody', {}, ...shown.map((row) => make('tr', {}, ...columns.map((column, at) => {
      const content = column.cell ? column.cell(row) : [this.plain(column.text(row))];
      return at ? make('td', { class: `cell-${column.key}` }, ...content) : make('th', { scope: 'row', class: `cell-${column.key}` }, ...content);
    }))));
    const more = rows.length > shown.length && button('more', () => { look.shown += ROWS; this.fill(); }, t('more.items', { n: rows.length - shown.length }));
    this.body.replaceChildren(make('table', {}, caption, head, body), ...(more ? [more] : []));
    this.count.textContent = t('table.rows', { n: rows.length });
  }

  /** @param {string | number} value */
  plain(value) {
    return typeof value === 'number' ? number(value) : said(value);
  }

  /** @param {string} key */
  headCell(key) {
    const look = this.looks[this.name];
    const sorted = look.sort === key;
    const sort = button('sort', () => {
      Object.assign(look, sorted && look.down ? { sort: '', down: false } : { sort: key, down: sorted });
      this.fill();
      document.getElementById(`sort-${key}`)?.focus();
    }, t(`column.${key}`), make('span', { 'aria-hidden': 'true', class: 'arrow' }, sorted ? (look.down ? '▼' : '▲') : '↕'));
    sort.id = `sort-${key}`;
    named(sort, t('table.sort', { column: t(`column.${key}`) }));
    return make('th', { scope: 'col', 'aria-sort': sorted ? (look.down ? 'descending' : 'ascending') : 'none' }, sort);
  }
}
