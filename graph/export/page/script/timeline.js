/* The time slider: two ends of a span of days, over what the view dates, however imprecisely. */

/** @import { Certainty, Filter } from './types.d.ts' */
/** @import { StateHistory } from './state.js' */
/** @import { Model } from './model.js' */
import { $, make, svgPath } from './dom.js';
import { dayNumber, dayText, statedDays } from './days.js';
import { certaintyCounts } from './filter.js';
import { number, t } from './texts.js';

const CERTAINTIES = /** @type {Certainty[]} */ (['definitely', 'possibly', 'undated']);
const BARS = 60;

/** A slider for each end, a field for each day, and what is let in: definitely, possibly, undated. */
export class Timeline {
  /** @param {Model} model @param {StateHistory} history */
  constructor(model, history) {
    this.model = model;
    this.history = history;
    this.days = statedDays(model).map(dayNumber);
    /** Whether an end is being dragged: all of its ways are one change. */
    this.dragged = false;
    this.first = this.days[0] ?? 0;
    this.last = this.days[this.days.length - 1] ?? 0;
  }

  /** @returns {boolean} whether the view dates anything */
  get useful() {
    return this.days.length > 0 && this.last > this.first;
  }

  build() {
    const place = $('time');
    place.hidden = !this.useful;
    if (!this.useful) return;
    this.ranges = [this.range('from', this.first), this.range('to', this.last)];
    this.fields = [this.field('from'), this.field('to')];
    this.checks = make('div', { class: 'certainties', role: 'group', 'aria-label': t('time.certainty') });
    place.replaceChildren(make('h2', { class: 'unseen' }, t('time')),
      make('div', { class: 'time-row' }, this.fields[0], make('div', { class: 'track' }, this.bars(), ...this.ranges), this.fields[1]), this.checks);
    this.fill();
  }

  /** How much begins or ends when. */
  bars() {
    const counts = Array.from({ length: BARS }, () => 0);
    const step = (this.last - this.first) / BARS;
    this.days.forEach((day) => { counts[Math.min(BARS - 1, Math.floor((day - this.first) / step))] += 1; });
    const most = Math.max(...counts);
    const path = counts.map((count, at) => (count ? `M${at * 4} 20v${-Math.round((18 * Math.sqrt(count / most)) * 10) / 10}h3V20z` : '')).join('');
    const svg = svgPath(BARS * 4, 20, path || 'M0 0', { class: 'bars' });
    svg.setAttribute('preserveAspectRatio', 'none');
    return svg;
  }

  /** @param {'from' | 'to'} end @param {number} value */
  range(end, value) {
    const range = make('input', { type: 'range', id: `time-${end}`, min: String(this.first), max: String(this.last), value: String(value), 'aria-label': t(`time.${end}`) });
    range.addEventListener('input', () => {
      this.set(end, Number(range.value), this.dragged);
      this.dragged = true;
    });
    range.addEventListener('change', () => { this.dragged = false; });
    return range;
  }

  /** @param {'from' | 'to'} end */
  field(end) {
    const field = make('input', { type: 'date', id: `day-${end}`, 'aria-label': t(`time.day.${end}`) });
    field.addEventListener('change', () => this.set(end, field.value ? dayNumber(field.value) : end === 'from' ? this.first : this.last, false));
    return field;
  }

  /** An end at its own stop asks nothing; one that meets the other takes it along. @param {'from' | 'to'} end @param {number} day @param {boolean} joined */
  set(end, day, joined) {
    const { filter } = this.history.state;
    const span = { from: filter.from ? dayNumber(filter.from) : this.first, to: filter.to ? dayNumber(filter.to) : this.last };
    span[end] = day;
    if (span.from > span.to) span[end === 'from' ? 'to' : 'from'] = day;
    this.history.filter({ from: span.from <= this.first ? '' : dayText(span.from), to: span.to >= this.last ? '' : dayText(span.to) }, joined);
  }

  /** Show what the filter says. */
  fill() {
    if (!this.useful || !this.ranges || !this.fields || !this.checks) return;
    const { filter } = this.history.state;
    const days = [filter.from || dayText(this.first), filter.to || dayText(this.last)];
    days.forEach((day, at) => {
      const [range, field] = [/** @type {HTMLInputElement[]} */ (this.ranges)[at], /** @type {HTMLInputElement[]} */ (this.fields)[at]];
      range.value = String(dayNumber(day));
      range.setAttribute('aria-valuetext', day);
      field.value = day;
    });
    const counts = certaintyCounts(this.model, filter);
    const focused = document.activeElement?.id;
    this.checks.replaceChildren(...CERTAINTIES.map((certainty) => this.check(certainty, counts.get(certainty) || 0, filter)));
    if (focused?.startsWith('certainty-')) document.getElementById(focused)?.focus();
  }

  /** @param {Certainty} certainty @param {number} count @param {Filter} filter */
  check(certainty, count, filter) {
    const box = make('input', { type: 'checkbox', id: `certainty-${certainty}` });
    box.checked = !filter.certainties.includes(certainty);
    box.addEventListener('change', () => this.history.filter({ certainties: box.checked ? filter.certainties.filter((one) => one !== certainty) : [...filter.certainties, certainty] }));
    return make('label', { title: t(`certainty.${certainty}.hint`) }, box, t(`certainty.${certainty}`), make('span', { class: 'count' }, number(count)));
  }
}
