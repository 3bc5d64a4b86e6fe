/* A small view for the tests of the page's modules. */

import { Model } from '../../graph/export/page/script/model.js';

const person = (id, more = {}) => ({ id, kind: 'Person', name: id, ...more });
const edge = (id, source, target, more = {}) => ({ id, relation: 'KNOWS', source, target, ...more });

/** a – b – c – d, a – e – d, f alone, b possibly the same as f. */
export const view = () => ({
  title: 'T',
  nodes: [...'abcdef'].map((id) => person(id, id === 'e' ? { kind: 'Place', sources: ['s2'] } : {})),
  edges: [
    edge('ab', 'a', 'b', { grade: 'B2', origins: ['x', 'y'], sources: ['s1'], since: '2023-05', since_earliest: '2023-05-01', since_latest: '2023-05-31' }),
    edge('bc', 'b', 'c', { grade: 'C3', origins: ['x'], sources: ['s2'], status: 'denied' }),
    edge('cd', 'c', 'd', { grade: 'A1', origins: ['x'], sources: ['s1', 's2'] }),
    edge('ae', 'a', 'e', { relation: 'BORN_IN' }),
    edge('ed', 'd', 'e', { relation: 'BORN_IN', grade: 'B2' }),
    edge('same', 'b', 'f', { relation: 'POSSIBLY_SAME_AS' }),
  ],
  claims: [
    { id: 'c1', text: 't', property: 'KNOWS', status: 'asserted', grade: 'B2', source: 's1', about: ['a', 'b'], relation: 'ab' },
    { id: 'c2', text: 't', property: 'x', status: 'asserted', grade: 'B2', source: 's2', about: ['e'] },
  ],
  sources: [{ id: 's1', title: 'One' }, { id: 's2', title: 'Two' }],
  kinds: [{ key: 'Person', label: 'Person', count: 5 }, { key: 'Place', label: 'Place', count: 1 }],
  relations: [],
});

/** The view as the page reads it, drawn in columns on a line. */
export function model(given = view()) {
  const count = given.nodes.length;
  const columns = { x: given.nodes.map((_, at) => at * 100), y: given.nodes.map(() => 0), size: Array(count).fill(8), label: given.nodes.map(({ name }) => name) };
  return new Model({ view: given, size: 'small', nodes: columns, edges: { bend: [], dashes: {}, undirected: [] }, texts: {}, letters: {} });
}

export const ids = (made, part) => [...part.nodes].sort((a, b) => a - b).map((index) => made.view.nodes[index].id).join('');
export const edgeIds = (made, part) => [...part.edges].sort((a, b) => a - b).map((index) => made.view.edges[index].id);
