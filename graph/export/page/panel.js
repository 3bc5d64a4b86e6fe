/* The panel beside the graph: everything is made of elements and text nodes; no text of the view is ever markup. */

const SHORT_LIST = 12;
const SHORT_TEXT = 1200;
const details = document.getElementById('details');

/**
 * Make an element. Attributes are names of ours; children are elements or text.
 * @param {string} tag @param {Object<string, string>} attributes @param {...(Node | string | null | false)} children
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child instanceof Node || (typeof child === 'string' && child !== '')));
  return element;
}

/** Text of the view: in its own direction, so that it cannot turn round what stands beside it. */
const said = (text, cls = '') => make('bdi', cls ? { class: cls } : {}, text);

function button(cls, action, ...children) {
  const element = make('button', { type: 'button', class: cls }, ...children);
  element.addEventListener('click', action);
  return element;
}

/** Long text opens in full only when asked for: a page stays quick whatever a source says. */
function longText(text, cls) {
  const paragraph = make('p', { class: cls, dir: 'auto' }, text.slice(0, SHORT_TEXT));
  if (text.length <= SHORT_TEXT) return paragraph;
  const more = button('more', () => { paragraph.textContent = text; }, `Show all ${plural(text.length, 'character')}`);
  paragraph.append('… ', more);
  return paragraph;
}

/** A list that shows its first items, and the others when asked for. */
function list(cls, items, toItem) {
  const element = make('ul', { class: cls });
  items.slice(0, SHORT_LIST).forEach((item) => element.append(toItem(item)));
  const rest = items.slice(SHORT_LIST);
  if (rest.length) {
    const row = make('li', { class: 'more-row' });
    row.append(button('more', () => {
      const made = rest.map(toItem);
      row.replaceWith(...made);
      made[0].querySelector('button, a')?.focus();
    }, `Show ${rest.length} more`));
    element.append(row);
  }
  return element;
}

const SWATCHES = {
  dot: 'M8 2a6 6 0 1 0 .01 0z',
  square: 'M2.5 2.5h11v11h-11z',
  diamond: 'M8 1l7 7-7 7-7-7z',
  triangle: 'M8 1.5l6.9 12H1.1z',
  triangleDown: 'M8 14.5l6.9-12H1.1z',
  star: 'M8 .8l2.1 4.7 5.1.5-3.9 3.4 1.2 5L8 11.8l-4.5 2.6 1.2-5L.8 6l5.1-.5z',
  hexagon: 'M4.5 2h7L15 8l-3.5 6h-7L1 8z',
  ellipse: 'M8 4a7 4 0 1 0 .01 0z',
  box: 'M3 4h10a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z',
};

/** A small drawing: SVG attributes only, which need no leave from the style policy. */
function svgPath(width, height, path, attributes) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const line = document.createElementNS(space, 'path');
  const box = { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' };
  for (const [name, value] of Object.entries(box)) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries({ d: path, ...attributes })) line.setAttribute(name, value);
  svg.append(line);
  return svg;
}

/** @param {number} index a node; its glyph in the colour and shape that the canvas gives it */
const glyph = (index) => svgPath(16, 16, SWATCHES[drawnNodes[index].shape], { fill: drawnNodes[index].color, class: 'glyph' });

const firstOfKind = new Map();
view.nodes.forEach((node, index) => firstOfKind.has(node.kind) || firstOfKind.set(node.kind, index));
const kindGlyph = (key) => (firstOfKind.has(key) ? glyph(firstOfKind.get(key)) : null);

function section(title, count, ...children) {
  const heading = make('h3', {}, title, count === null ? null : make('span', { class: 'count' }, String(count)));
  return make('section', {}, heading, ...children);
}

const badge = (text, cls) => make('span', { class: `badge ${cls}` }, text);

function statusBadges(status, grade) {
  const known = ['asserted', 'alleged', 'denied', 'inferred', 'retracted'];
  const badges = status ? [badge(status, known.includes(status) ? status : 'asserted')] : [];
  if (grade) {
    const mark = badge(grade, 'grade');
    mark.title = `Admiralty grade ${grade}: reliability of the source A–F, credibility of the claim 1–6`;
    badges.push(mark);
  }
  return badges;
}

/** An entity by id: a button when the page has it, else its id as text. */
function entity(id, show) {
  if (!nodeIndex.has(id)) return said(id, 'foreign');
  const index = nodeIndex.get(id);
  return button('entity', () => show({ type: 'node', key: index }), glyph(index), said(view.nodes[index].name));
}

const sourceTitle = (id) => (sourceIndex.has(id) ? view.sources[sourceIndex.get(id)].title || id : id);

/** Commas between elements. */
const series = (elements) => elements.flatMap((element, index) => (index ? [', ', element] : [element]));

function metaLine(...parts) {
  const shown = parts.filter(Boolean);
  return shown.length ? make('p', { class: 'meta' }, ...shown.flatMap((part, i) => (i ? [' · ', part] : [part]))) : null;
}

/** One relation seen from a node: what it says, the other end, and how well it is known. */
function relationRow(index, from, show) {
  const edge = view.edges[index];
  const out = edge.source === from;
  const other = out ? edge.target : edge.source;
  const about = [period(edge.since, edge.until), ...edge.sources.map((id) => said(sourceTitle(id)))];
  const open = button('open', () => show({ type: 'edge', key: index }), 'details');
  open.setAttribute('aria-label', `Details of ${relationWords(edge.relation)} ${nameOf(other)}`);
  return make('li', {},
    make('div', { class: 'row ends-with' }, entity(other, show), open),
    make('div', { class: 'row' }, ...statusBadges(edge.status, edge.grade), metaLine(...about)));
}

/** The relations of a node, in groups of one type and direction, the larger first. */
function relationGroups(index, show) {
  const id = view.nodes[index].id;
  const groups = new Map();
  for (const number of edgesAt[index]) {
    const edge = view.edges[number];
    const key = `${edge.source === id ? '→' : '←'} ${edge.relation}`;
    groups.set(key, [...(groups.get(key) || []), number]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length).map(([key, numbers]) => {
    const arrow = make('span', { class: 'arrow', 'aria-hidden': 'true' }, key[0]);
    const direction = make('span', { class: 'unseen' }, key[0] === '→' ? '(from here) ' : '(to here) ');
    const heading = make('h4', {}, arrow, direction, relationWords(key.slice(2)),
      numbers.length > 1 ? make('span', { class: 'count' }, String(numbers.length)) : null);
    return make('div', { class: 'group' }, heading, list('rows', numbers, (number) => relationRow(number, id, show)));
  });
}

function claimItem(claim, show) {
  const figure = figureText(claim);
  const attributed = claim.attributed_to.length
    ? make('p', { class: 'meta' }, 'attributed to ', ...series(claim.attributed_to.map((id) => entity(id, show))))
    : null;
  return make('li', { class: 'claim' },
    longText(claim.text, 'claim-text'),
    figure && make('p', { class: 'figure', dir: 'auto' }, figure),
    attributed,
    make('div', { class: 'row' }, ...statusBadges(claim.status, claim.grade)),
    metaLine(said(sourceTitle(claim.source)), locatorText(claim)));
}

function sourceItem(id) {
  if (!sourceIndex.has(id)) return make('li', {}, said(id));
  const source = view.sources[sourceIndex.get(id)];
  const reliability = source.reliability && `reliability ${source.reliability}`;
  const address = source.url && (linkable(source.url)
    ? make('a', { class: 'address', href: source.url, rel: 'noopener noreferrer' }, source.url)
    : make('span', { class: 'address' }, source.url));
  return make('li', { class: 'source' },
    make('p', { class: 'source-title', dir: 'auto' }, source.title || source.id),
    metaLine(source.publisher && said(source.publisher), source.published, source.language, reliability),
    address);
}

function factList(pairs) {
  const shown = pairs.filter(([, value]) => value);
  if (!shown.length) return null;
  return make('dl', {}, ...shown.flatMap(([key, value]) => [
    make('dt', {}, sentence(words(key))), make('dd', { dir: 'auto' }, value.slice(0, SHORT_TEXT * 4))]));
}

const unique = (ids) => [...new Set(ids)];
const properties = (record) => factList(Object.entries(record.properties).map(([key, value]) => [key, valueText(value)]));
const part = (title, items, body) => (items.length ? section(title, items.length, body) : null);

const claimsPart = (title, claims, show) =>
  part(title, claims, list('claims', claims, (claim) => claimItem(claim, show)));

function sourcesPart(ids) {
  const shown = unique(ids);
  return part('Sources', shown, list('sources', shown, sourceItem));
}

function title(text, ...above) {
  return make('div', { class: 'title' },
    make('p', { class: 'eyebrow' }, ...above), make('h2', { tabindex: '-1', dir: 'auto' }, text));
}

function nodeDetails(index, show) {
  const node = view.nodes[index];
  const others = unique(node.names).filter((name) => name !== node.name);
  const about = view.claims.filter((claim) => claim.about.includes(node.id));
  const by = view.claims.filter((claim) => claim.attributed_to.includes(node.id));
  const relations = relationGroups(index, show);
  const protection = node.protected && badge('protected', 'denied');
  return [
    title(node.name, glyph(index), kindWords(node.kind), protection),
    others.length > 0 && make('p', { class: 'aliases' }, 'also ', ...series(others.map((name) => said(name)))),
    node.summary && longText(node.summary, 'summary'),
    properties(node),
    relations.length > 0 && section('Relations', edgesAt[index].length, ...relations),
    claimsPart('Claims', about, show),
    claimsPart('Said by it', by, show),
    sourcesPart([...node.sources, ...[...about, ...by].map((claim) => claim.source)]),
    node.datasets.length > 0 && make('p', { class: 'meta' }, `Data sets: ${node.datasets.join(', ')}`),
  ];
}

function edgeDetails(index, show) {
  const edge = view.edges[index];
  const claims = view.claims.filter((claim) => claim.relation === edge.id);
  const verb = make('p', { class: 'verb' }, make('span', { class: 'arrow', 'aria-hidden': 'true' }, '↓'), relationWords(edge.relation));
  const origins = edge.origins.map((id) => entity(id, show));
  return [
    title(sentence(relationWords(edge.relation)), 'Relation'),
    make('div', { class: 'ends' }, entity(edge.source, show), verb, entity(edge.target, show)),
    make('div', { class: 'row' }, ...statusBadges(edge.status, edge.grade)),
    factList([['dates', period(edge.since, edge.until)]]),
    properties(edge),
    part('Independent origins', origins, make('p', { class: 'origins' }, ...series(origins))),
    claimsPart('Claims', claims, show),
    sourcesPart([...edge.sources, ...claims.map((claim) => claim.source)]),
  ];
}

function kindDetails(key, show) {
  const found = view.nodes.filter((node) => node.kind === key).sort((a, b) => a.name.localeCompare(b.name));
  const row = (node) => make('li', {}, make('div', { class: 'row ends-with' }, entity(node.id, show),
    make('span', { class: 'count' }, String(edgesAt[nodeIndex.get(node.id)].length))));
  return [title(kindWords(key), kindGlyph(key), 'Kind of entity'),
    section('Entities', found.length, list('rows', found, row))];
}

function relationDetails(key, show) {
  const found = [...view.edges.keys()].filter((index) => view.edges[index].relation === key);
  const row = (index) => make('li', {},
    make('div', { class: 'row' }, entity(view.edges[index].source, show),
      make('span', { class: 'arrow', 'aria-label': 'to' }, '→'), entity(view.edges[index].target, show)),
    make('div', { class: 'row' }, ...statusBadges(view.edges[index].status, view.edges[index].grade),
      button('open', () => show({ type: 'edge', key: index }), 'details')));
  return [title(sentence(relationWords(key)), 'Type of relation'),
    section('Relations', found.length, list('rows pairs', found, row))];
}

/** What stands in the panel before anything is chosen. */
function overview(show) {
  const busiest = [...view.nodes.keys()].filter((index) => edgesAt[index].length)
    .sort((a, b) => edgesAt[b].length - edgesAt[a].length || a - b).slice(0, 8);
  const types = [...view.relations].sort((a, b) => b.count - a.count);
  const relationType = (entry) => make('li', {}, button('relation-type', () => show({ type: 'relation', key: entry.key }),
    make('span', {}, relationWords(entry.key)), make('span', { class: 'count' }, entry.count.toLocaleString('en'))));
  const connected = (index) => make('li', {}, make('div', { class: 'row ends-with' }, entity(view.nodes[index].id, show),
    make('span', { class: 'count' }, String(edgesAt[index].length))));
  return [
    title('Overview', 'Nothing selected'),
    view.nodes.length > 0 && make('p', { class: 'hint' },
      'Select an entity or a line in the graph, or find one by name, to read what is claimed and by whom.'),
    part('Most connected', busiest, make('ul', { class: 'rows' }, ...busiest.map(connected))),
    part('Types of relation', types, make('ul', { id: 'relations', class: 'types' }, ...types.map(relationType))),
  ];
}

/** Fill the panel for a focus, and tell a screen reader in one line what it now shows. */
function fillPanel(focus, show, back) {
  const made = {
    all: () => overview(show),
    node: () => nodeDetails(focus.key, show),
    edge: () => edgeDetails(focus.key, show),
    kind: () => kindDetails(focus.key, show),
    relation: () => relationDetails(focus.key, show),
  }[focus.type]();
  const bar = focus.type === 'all' ? null : make('div', { class: 'bar' },
    back && button('plain', back, '← Back'), button('plain', () => show(NO_FOCUS), 'Overview'));
  details.replaceChildren(...[bar, ...made].filter((child) => child instanceof Node));
  document.getElementById('panel').scrollTop = 0;
  const counts = [...details.querySelectorAll('h3')].map((heading) => `${heading.lastChild.textContent} ${heading.firstChild.textContent}`);
  document.getElementById('announce').textContent = [details.querySelector('h2').textContent, ...counts].join(', ');
}
