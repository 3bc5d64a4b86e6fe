import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curve, distance, line, pointOn } from '../../graph/export/page/script/curves.js';
import { OPEN_FILTER, visiblePart } from '../../graph/export/page/script/filter.js';
import { shortestPaths } from '../../graph/export/page/script/paths.js';
import { Relaxing } from '../../graph/export/page/script/relax.js';
import { rulingsInOrder } from '../../graph/export/page/script/rulings.js';
import { outline, SHAPES } from '../../graph/export/page/script/shapes.js';
import { model } from './views.js';

const paths = (from, to, change = {}, most = 10) => {
  const made = model();
  const found = shortestPaths(made, visiblePart(made, { ...OPEN_FILTER, ...change }), made.node(from), made.node(to), most);
  return [found.paths.map((path) => path.nodes.map((node) => made.view.nodes[node].id).join('')), found.more];
};

test('all shortest paths, over what is shown', () => {
  assert.deepEqual(paths('a', 'd'), [['aed'], false]);
  assert.deepEqual(paths('a', 'd', { relations: ['BORN_IN'] }), [['abcd'], false]);
  assert.deepEqual(paths('c', 'e'), [['cde'], false]);
  assert.deepEqual(paths('b', 'e'), [['bae'], false]);
  assert.deepEqual(paths('a', 'f'), [[], false]);
  assert.deepEqual(paths('a', 'f', { hypotheses: true }), [['abf'], false]);
  assert.deepEqual(paths('a', 'a'), [['a'], false]);
});

test('many paths are cut off, and it is said', () => {
  const nodes = [...Array(12).keys()].map((at) => ({ id: `n${at}`, kind: 'P', name: 'n' }));
  const edges = [...Array(10).keys()].flatMap((at) => [[0, at + 1], [at + 1, 11]]).map(([a, b], at) => ({ id: `e${at}`, relation: 'R', source: `n${a}`, target: `n${b}` }));
  const made = model({ title: '', nodes, edges, claims: [], sources: [], kinds: [], relations: [] });
  const found = shortestPaths(made, visiblePart(made, OPEN_FILTER), 0, 11, 4);
  assert.deepEqual([found.paths.length, found.more, found.paths[0].nodes], [4, true, [0, 1, 11]]);
});

test('a circle of rulings that supersede each other still has an end', () => {
  const nodes = ['case', 'r1', 'r2'].map((id) => ({ id, kind: id === 'case' ? 'LegalCase' : 'Ruling', name: id }));
  const edge = (relation, source, target) => ({ id: `${source}${target}${relation}`, relation, source, target });
  const edges = [edge('RULED_IN', 'r1', 'case'), edge('RULED_IN', 'r2', 'case'), edge('SUPERSEDES', 'r1', 'r2'), edge('SUPERSEDES', 'r2', 'r1')];
  const made = model({ title: '', nodes, edges, claims: [], sources: [], kinds: [], relations: [] });
  assert.deepEqual(rulingsInOrder(made, 0).map(({ node, superseded }) => [node, superseded]), [[1, [2]], [2, [1]]]);
});

test('relaxing brings links to a length, parts heaps, and ends', () => {
  const points = [{ x: 0, y: 0 }, { x: 2000, y: 0 }, { x: 0, y: 0 }, { x: 5000, y: 0 }];
  const run = () => { const made = new Relaxing(points, [[0, 1]], new Set([0, 1, 2])); let steps = 0; while (!made.done) { made.step(); steps += 1; } return [made.points, steps]; };
  const [moved, steps] = run();
  assert.ok(steps <= 120);
  assert.ok(Math.hypot(moved[0].x - moved[1].x, moved[0].y - moved[1].y) < 1200);
  assert.ok(Math.hypot(moved[0].x - moved[2].x, moved[0].y - moved[2].y) > 20);
  assert.deepEqual(moved[3], points[3]);
  assert.deepEqual(run()[0], moved);
  assert.deepEqual(points[0], { x: 0, y: 0 });
});

test('lines bend, end where they should, and know how far a point is', () => {
  const [from, to] = [{ x: 0, y: 0 }, { x: 100, y: 0 }];
  const bent = curve(from, to, 0.3, 8);
  assert.deepEqual([pointOn(bent, 0), pointOn(bent, 1)], [from, to]);
  assert.equal(pointOn(bent, 0.5).y, 15);
  assert.equal(line(curve(from, to, 0, 8)), 'M0 0L100 0');
  assert.ok(distance(bent, { x: 50, y: 15 }) < 1 && distance(bent, { x: 50, y: -15 }) > 20);
  const loop = curve(from, from, 0, 8);
  assert.ok(distance(loop, from) < 4 && distance(loop, { x: 0, y: 60 }) > 20);
});

test('each shape has an outline of its own', () => {
  assert.equal(new Set(SHAPES.map((shape) => outline(shape, 8, 8, 6))).size, 9);
  assert.equal(outline('constructor', 8, 8, 6), outline('dot', 8, 8, 6));
});
