/* What the page knows: the view as it was exported, indexed, and the words for it. No DOM but the data element. */

const { view, nodes: drawnNodes, edges: drawnEdges } = JSON.parse(document.getElementById('data').textContent);

/** @param {{id: string}[]} items @returns {Map<string, number>} the place of each item, by id */
const byId = (items) => new Map(items.map((item, index) => [item.id, index]));

const nodeIndex = byId(view.nodes);
const sourceIndex = byId(view.sources);
const edgeIndex = byId(view.edges);
const kindOf = new Map(view.kinds.map((kind) => [kind.key, kind]));
const relationOf = new Map(view.relations.map((relation) => [relation.key, relation]));

/** For each node, the indexes of its edges. */
const edgesAt = view.nodes.map(() => []);
view.edges.forEach((edge, index) => {
  edgesAt[nodeIndex.get(edge.source)].push(index);
  if (edge.source !== edge.target) edgesAt[nodeIndex.get(edge.target)].push(index);
});

/** Names are compared in small letters, without accents and without punctuation between words. */
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[\s\p{P}]+/gu, ' ').trim();

const foldedNames = view.nodes.map((node) => [...new Set([node.name, ...node.names])].map((name) => [name, fold(name)]));

/** @returns {{index: number, name: string}[]} entities of which a name contains the query, closest first */
function findByName(query, limit) {
  const wanted = fold(query);
  if (!wanted) return [];
  const found = [];
  foldedNames.forEach((names, index) => {
    let best = null;
    for (const [name, folded] of names) {
      const at = folded.indexOf(wanted);
      if (at < 0) continue;
      const rank = folded === wanted ? 0 : at === 0 || folded[at - 1] === ' ' ? 1 : 2;
      if (!best || rank < best.rank) best = { index, name, rank };
    }
    if (best) found.push(best);
  });
  found.sort((a, b) => a.rank - b.rank || edgesAt[b.index].length - edgesAt[a.index].length || a.index - b.index);
  return found.slice(0, limit);
}

const words = (key) => String(key).replace(/_/g, ' ').trim();
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const kindWords = (key) => kindOf.get(key)?.label || words(key);
const relationWords = (key) => {
  const label = relationOf.get(key)?.label || key;
  return words(label).toLowerCase() === words(key).toLowerCase() ? words(key).toLowerCase() : label;
};
const nameOf = (id) => (nodeIndex.has(id) ? view.nodes[nodeIndex.get(id)].name : id);
const plural = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** A period as stated: dates are EDTF and stay as the source gave them. */
function period(since, until) {
  if (since && until) return since === until ? since : `${since} – ${until}`;
  if (since) return `since ${since}`;
  return until ? `until ${until}` : '';
}

/** A property's value in words. */
function valueText(value) {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map(valueText).filter(Boolean).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** What a figure claim counts, in one line: "at least 210,000 people · as of 2025". */
function figureText(claim) {
  if (claim.value === null && !claim.metric) return '';
  const number = typeof claim.value === 'number' ? claim.value.toLocaleString('en') : valueText(claim.value);
  const amount = [claim.bound && words(claim.bound), number, claim.unit].filter(Boolean).join(' ');
  const metric = claim.metric ? sentence(words(claim.metric)) : '';
  const parts = [[metric, amount].filter(Boolean).join(': '), claim.scope, claim.as_of && `as of ${claim.as_of}`];
  return parts.filter(Boolean).join(' · ');
}

/** Where in its source a claim stands; the end is exclusive. */
function locatorText(claim) {
  if (claim.locator_start === null) return '';
  return claim.locator_end === null
    ? `from character ${claim.locator_start}`
    : `characters ${claim.locator_start}–${claim.locator_end}`;
}

/** @returns {string} the address, when it is one that may become a link, else '' */
function linkable(address) {
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol) ? address : '';
  } catch {
    return '';
  }
}

/** A focus is what the page shows: `{type: 'all' | 'node' | 'edge' | 'kind' | 'relation', key: number | string}`. */
const NO_FOCUS = { type: 'all', key: '' };

/** @returns {{nodes: Set<number>, edges: Set<number>} | null} what a focus lifts out, or null for everything */
function lifted(focus) {
  if (focus.type === 'all') return null;
  const edges = new Set();
  const nodes = new Set();
  if (focus.type === 'node') {
    nodes.add(focus.key);
    edgesAt[focus.key].forEach((edge) => edges.add(edge));
  } else if (focus.type === 'edge') {
    edges.add(focus.key);
  } else if (focus.type === 'kind') {
    view.nodes.forEach((node, index) => node.kind === focus.key && nodes.add(index));
  } else {
    view.edges.forEach((edge, index) => edge.relation === focus.key && edges.add(index));
  }
  for (const index of edges) {
    nodes.add(nodeIndex.get(view.edges[index].source)).add(nodeIndex.get(view.edges[index].target));
  }
  return { nodes, edges };
}
