import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certaintyCounts, choices, countsOf, gradeReaches, isOpen, OPEN_FILTER, visibleClaims, visiblePart } from '../../graph/export/page/script/filter.js';
import { edgeIds, ids, model } from './views.js';

const shown = (change) => { const made = model(); const part = visiblePart(made, { ...OPEN_FILTER, ...change }); return [ids(made, part), edgeIds(made, part)]; };

test('an open filter shows all but hypotheses, and who has only those stays', () => {
  assert.deepEqual(shown({}), ['abcdef', ['ab', 'bc', 'cd', 'ae', 'ed']]);
  assert.deepEqual(shown({ hypotheses: true })[1].at(-1), 'same');
});

test('a kind left out takes its relations along, but not what has others', () => {
  assert.deepEqual(shown({ kinds: ['Place'] }), ['abcdf', ['ab', 'bc', 'cd']]);
});

test('who loses every relation goes', () => {
  assert.deepEqual(shown({ relations: ['KNOWS'] }), ['adef', ['ae', 'ed']]);
});

test('status, grade and origins', () => {
  assert.deepEqual(shown({ statuses: ['denied'] })[1], ['ab', 'cd', 'ae', 'ed']);
  assert.deepEqual(shown({ grade: 'B2' })[1], ['ab', 'cd', 'ed']);
  assert.deepEqual(shown({ origins: 2 }), ['abf', ['ab']]);
  assert.ok(gradeReaches('A6', 'B1') && !gradeReaches('B3', 'B2') && !gradeReaches('', 'F6') && gradeReaches('', ''));
});

test('a source left out takes what it alone carries', () => {
  assert.deepEqual(shown({ sources: ['s2'] }), ['abcdf', ['ab', 'cd']]);
  assert.deepEqual(shown({ sources: ['s1'] })[1], ['bc', 'cd', 'ae', 'ed']);
});

test('days: imprecise, undated, and what is left out of them', () => {
  assert.deepEqual(shown({ to: '2023-04-30' })[1], ['bc', 'cd', 'ae', 'ed']);
  assert.ok(shown({ to: '2023-05-15' })[1].includes('ab'));
  assert.ok(!shown({ to: '2023-05-15', certainties: ['possibly'] })[1].includes('ab'));
  assert.deepEqual(shown({ certainties: ['undated'] })[1], ['ab']);
  const counts = certaintyCounts(model(), { ...OPEN_FILTER, from: '2023-05-01', to: '2023-05-31' });
  assert.deepEqual([counts.get('definitely'), counts.get('undated')], [1, 4]);
});

test('counts stand for what the other choices let in', () => {
  const counts = countsOf(model(), { ...OPEN_FILTER, kinds: ['Place'], statuses: ['denied'] }, 'kinds');
  assert.deepEqual(counts, [{ key: 'Person', shown: 5, all: 5 }, { key: 'Place', shown: 1, all: 1 }]);
  const statuses = countsOf(model(), { ...OPEN_FILTER, kinds: ['Place'] }, 'statuses');
  assert.deepEqual(statuses, [{ key: 'asserted', shown: 2, all: 5 }, { key: 'denied', shown: 1, all: 1 }]);
});

test('claims follow what they are about', () => {
  const made = model();
  const claims = (change) => { const filter = { ...OPEN_FILTER, ...change }; return visibleClaims(made, visiblePart(made, filter), filter); };
  assert.deepEqual(claims({}), [0, 1]);
  assert.deepEqual(claims({ kinds: ['Place'] }), [0]);
  assert.deepEqual(claims({ origins: 3 }), []);
});

test('choices are counted', () => {
  assert.ok(isOpen(OPEN_FILTER) && !isOpen({ ...OPEN_FILTER, to: '2024-01-01' }));
  assert.equal(choices({ ...OPEN_FILTER, kinds: ['a', 'b'], grade: 'B2', from: '2023-01-01', to: '2024-01-01' }), 4);
});
