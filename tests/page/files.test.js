import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv, csvCell, cut, fileName } from '../../graph/export/page/script/files.js';
import { OPEN_FILTER, visibleClaims, visiblePart } from '../../graph/export/page/script/filter.js';
import { escaped, svgText } from '../../graph/export/page/script/svg.js';
import { model } from './views.js';

test('no cell of a CSV is a formula', () => {
  for (const sign of ['=', '+', '-', '@', '\t', '\r', '＝', '＋']) assert.equal(csvCell(`${sign}1`).replace(/^"/, '')[0], "'");
  assert.deepEqual([csvCell(-5), csvCell(null), csvCell('a "b"; c'), csvCell('a\nb')], ['-5', '', '"a ""b""; c"', '"a\nb"']);
  assert.equal(csv([['a', 1], ['б', '']]), '\ufeffa,1\r\nб,\r\n');
});

test('a cut holds what is shown, and only that', () => {
  const made = model();
  const filter = { ...OPEN_FILTER, kinds: ['Place'] };
  const part = visiblePart(made, filter);
  const view = cut(made, part, visibleClaims(made, part, filter));
  assert.deepEqual([view.nodes.length, view.edges.length, view.claims.length, view.kinds.length], [5, 3, 1, 1]);
  const ids = new Set(view.nodes.map(({ id }) => id));
  assert.ok(view.edges.every((edge) => ids.has(edge.source) && ids.has(edge.target)));
});

test('names of files', () => assert.deepEqual([fileName('Дело «Аскара»/../x'), fileName('\0///'), fileName('a'.repeat(99)).length], ['Дело-Аскара-x', 'casegraph', 60]));

test('an SVG holds text as text', () => {
  assert.equal(escaped('<b a="1">&\'\u0000\ud800😀'), '&lt;b a=&quot;1&quot;&gt;&amp;&#39;\ufffd\ufffd😀');
  const theme = { surface: '#fff', ink: '#000', muted: '#444', line: '#888', accent: '#00f', denied: '#f00', hypothesis: '#808', rim: '#fff' };
  const label = { lines: ['</svg><script>'], x: 1, y: 2, px: 12, strong: false, pill: true, width: 40 };
  const layer = { d: 'M0 0', fill: '"><script>', stroke: '#000', width: 1, dash: [7, 5], opacity: 0.5 };
  const text = svgText({ frame: { left: 0, top: 0, width: 9, height: 9 }, layers: [layer], scale: 2, labels: [label], theme, title: '<t>', foot: '<f>' });
  assert.ok(!text.includes('<script') && text.includes('stroke-dasharray="3.5 2.5"') && text.endsWith('</svg>\n'));
});
