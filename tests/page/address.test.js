import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromAddress, toAddress } from '../../graph/export/page/script/address.js';
import { OPEN_FILTER } from '../../graph/export/page/script/filter.js';
import { StateHistory, START } from '../../graph/export/page/script/state.js';

const full = {
  focus: { type: 'path', from: 'a,b', to: 'ц&=#' },
  filter: { kinds: ['Person', 'x,y'], relations: ['KNOWS'], sources: ['s 1'], statuses: ['denied'], grade: 'B2', origins: 2, from: '2023-01-01', to: '2024-02-29', certainties: ['undated'], hypotheses: true },
  face: 'claims',
};

test('a state comes back from its address', () => {
  for (const state of [START, full, { ...START, focus: { type: 'node', id: '%' } }, { ...START, focus: { type: 'edge', id: 'a|B|c' } }]) {
    assert.deepEqual(fromAddress(`#${toAddress(state)}`), { ...state, filter: { ...OPEN_FILTER, ...state.filter } });
  }
  assert.equal(toAddress(START), '');
  assert.equal(toAddress({ ...START, focus: { type: 'path', from: 'a', to: 'b' } }), 'path=a,b');
});

test('what cannot be read is as at the start', () => {
  assert.deepEqual(fromAddress('#path=a&from=soon&to=2024-1-1&origins=-3&show=__proto__&entity=&grade=%E0'), { ...START, filter: { ...OPEN_FILTER, grade: '%E0' } });
});

test('changes are undone one by one, those of one drag together', () => {
  const seen = [];
  const history = new StateHistory(START, (state, what) => seen.push([what, toAddress(state)]));
  history.filter({ kinds: ['Place'] });
  history.filter({ from: '2023-01-01' });
  history.filter({ from: '2023-02-01' }, true);
  history.go({ focus: { type: 'node', id: 'a' } });
  history.go({ focus: { type: 'node', id: 'a' } });
  assert.deepEqual(seen.map(([what]) => what), ['filter', 'filter', 'filter', 'focus']);
  history.undo();
  history.undo();
  assert.equal(toAddress(history.state), 'no-kinds=Place');
  history.undo();
  assert.deepEqual([toAddress(history.state), history.undo()], ['', false]);
});
