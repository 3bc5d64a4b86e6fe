import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold, NameIndex } from '../../graph/export/page/script/names.js';
import { model, view } from './views.js';

const LETTERS = Object.fromEntries([...'абвгдежзиклмнопрстуфхцчшщыэюяй'].map((sign, at) => [sign, 'a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch y e yu ya y'.split(' ')[at]]));
Object.assign(LETTERS, Object.fromEntries(Object.entries(LETTERS).map(([sign, latin]) => [sign.toUpperCase(), latin.toUpperCase()])));

function index() {
  const given = view();
  Object.assign(given.nodes[0], { name: 'Аскар Кубанычбеков', names: ['A. K.'] });
  Object.assign(given.nodes[1], { name: "Olim Sa'dullayev" });
  Object.assign(given.nodes[4], { name: 'Osh' });
  return new NameIndex(model(given), LETTERS);
}
const found = (query, kind) => index().find(query, 5, kind).map((match) => match.index);

test('names are folded', () => assert.equal(fold("  Ëlan—SA'D\u0301 "), 'elan sad'));
test('as it is written', () => assert.deepEqual(found('кубан'), [0]));
test('from Latin letters to Cyrillic', () => assert.deepEqual(found('kubanychbekov'), [0]));
test('from Cyrillic letters to Latin', () => assert.deepEqual(found('садуллаев'), [1]));
test('by another transliteration', () => assert.deepEqual(found('Kubanichbekow'), [0]));
test('by an alias', () => assert.equal(index().find('a k', 5)[0].name, 'A. K.'));
test('by kind', () => assert.deepEqual([found('o', 'Place'), found('o', 'Court')], [[4], []]));
test('a whole name comes first', () => assert.equal(found('osh')[0], 4));
test('nothing finds nothing', () => assert.deepEqual([found(''), found('  —'), found('zzzz')], [[], [], []]));
