import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { speak, t, term } from '../../graph/export/page/script/texts.js';

const page = new URL('../../graph/export/page/', import.meta.url);
const read = (name) => readFileSync(new URL(name, page), 'utf8');
const languages = ['en', 'ru', 'uk', 'kk', 'ky'];
const texts = Object.fromEntries(languages.map((code) => [code, JSON.parse(read(`texts/${code}.json`))]));
const PLURAL = /\.(zero|one|two|few|many|other)$/;
const plain = (keys) => new Set(keys.map((key) => key.replace(PLURAL, '')));
/* The terms of the model have English labels in its classes, and need no entry in a file. */
const TERM = /^(kind|relation|field|value|status)\./;
const ours = (keys) => [...plain(keys.filter((key) => !TERM.test(key)))].sort();
const named = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort().join();

test('there is one file a language', () => assert.deepEqual(readdirSync(new URL('texts/', page)).sort(), languages.map((code) => `${code}.json`).sort()));

for (const code of languages) {
  test(`${code} has every key, every plural and every value to put in`, () => {
    const own = texts[code];
    assert.deepEqual(ours(Object.keys(own)), ours(Object.keys(texts.en)));
    for (const [key, text] of Object.entries(own)) {
      assert.ok(text.trim() && !/[<>]/.test(text), key);
      const base = key.replace(PLURAL, '');
      assert.equal(named(text), named(texts.en[key] ?? texts.en[`${base}.other`] ?? ''), key);
    }
    const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
    const plurals = Object.keys(texts.en).filter((key) => key.endsWith('.one')).map((key) => key.slice(0, -4));
    assert.ok(plurals.length > 5);
    for (const key of plurals) for (const form of pluralCategories) assert.ok(Object.hasOwn(own, `${key}.${form}`), `${key}.${form}`);
  });
}

test('the script uses no key that is missing', () => {
  const known = plain(Object.keys(texts.en));
  const script = readdirSync(new URL('script/', page)).filter((name) => name.endsWith('.js')).map((name) => read(`script/${name}`)).join('\n') + read('page.html.j2');
  const used = [...script.matchAll(/\bt\('([\w.]+)'/g), ...script.matchAll(/data-(?:t|label)="([\w.]+)"/g), ...script.matchAll(/'(keys\.\w+)'/g)].map((found) => found[1]);
  assert.ok(used.length > 80);
  assert.deepEqual(used.filter((key) => !known.has(key)), []);
});

test('a term that a language does not translate is shown by its label', () => {
  speak(texts, ['uk']);
  assert.equal(term('kind.Vessel', 'Vessel'), 'Vessel');
  assert.notEqual(term('kind.Person', 'Person'), 'Person');
});

test('plurals, values and unknown languages', () => {
  assert.equal(speak(texts, ['ru-RU', 'en']), 'ru');
  assert.deepEqual([1, 3, 5, 21].map((n) => t('count.entities', { n })), ['1 объект', '3 объекта', '5 объектов', '21 объект']);
  assert.equal(speak(texts, ['fr', 'kk']), 'kk');
  assert.equal(speak(texts, ['__proto__', 'fr']), 'en');
  assert.equal(t('grade.hint', { grade: '{grade}' }).includes('{grade}'), true);
  assert.equal(t('no.such.key'), 'no.such.key');
});
