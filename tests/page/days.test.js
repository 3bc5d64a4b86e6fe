import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayNumber, dayText, fellIn, heldIn, statedDays } from '../../graph/export/page/script/days.js';
import { model } from './views.js';

const edge = (since, se, sl, until, ue, ul) => ({ since, since_earliest: se, since_latest: sl, until, until_earliest: ue, until_latest: ul });
const span = { from: '2023-03-01', to: '2023-06-30' };

test('days are numbered, also far away', () => {
  assert.equal(dayNumber('1970-01-02'), 1);
  for (const day of ['0044-03-15', '1899-12-31', '2024-02-29', '9999-12-31']) assert.equal(dayText(dayNumber(day)), day);
});

const cases = [
  ['begun surely, end not stated', edge('2022', '2022-01-01', '2022-12-31', null, null, null), 'possibly'],
  ['begun surely in the span', edge('2023-05', '2023-05-01', '2023-05-31', null, null, null), 'definitely'],
  ['begun and ended round the span', edge('2022', '2022-01-01', '2022-12-31', '2024', '2024-01-01', '2024-12-31'), 'definitely'],
  ['perhaps begun too late', edge('2023', '2023-01-01', '2023-12-31', null, null, null), 'possibly'],
  ['begun surely too late', edge('2024', '2024-01-01', '2024-12-31', null, null, null), 'no'],
  ['ended before', edge(null, null, null, '2022', '2022-01-01', '2022-12-31'), 'no'],
  ['ended in it', edge(null, null, null, '2023-05', '2023-05-01', '2023-05-31'), 'definitely'],
  ['the source is unsure', edge('2023-05?', '2023-05-01', '2023-05-31', null, null, null), 'possibly'],
  ['no date', edge(null, null, null, null, null, null), 'undated'],
];
for (const [name, given, expected] of cases) test(name, () => assert.equal(heldIn(given, span), expected));

test('a day, as the command line asks it', () => {
  const day = { from: '2023-05-10', to: '2023-05-10' };
  assert.equal(heldIn(edge('2023', '2023-01-01', '2023-12-31', null, null, null), day), 'possibly');
  assert.equal(heldIn(edge('2022', '2022-01-01', '2022-12-31', '2024', '2024-01-01', '2024-12-31'), day), 'definitely');
});

test('events', () => {
  const event = (date, date_earliest, date_latest) => ({ date, date_earliest, date_latest });
  assert.equal(fellIn(event('2023-05-16', '2023-05-16', '2023-05-16'), span), 'definitely');
  assert.equal(fellIn(event('2023-05-16~', '2023-05-16', '2023-05-16'), span), 'possibly');
  assert.equal(fellIn(event('2023', '2023-01-01', '2023-12-31'), span), 'possibly');
  assert.equal(fellIn(event('2022', '2022-01-01', '2022-12-31'), span), 'no');
  assert.equal(fellIn(event(null, null, null), span), 'undated');
});

test('the days of a view', () => assert.deepEqual(statedDays(model()), ['2023-05-01', '2023-05-31']));
