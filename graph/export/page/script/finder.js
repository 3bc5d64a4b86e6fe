/* A field that finds entities while one types: a combobox, so that a screen reader says what it offers. */

/** @import { Match, NameIndex } from './names.js' */
/** @import { Model } from './model.js' */
import { make, said } from './dom.js';
import { glyph, kindLine } from './entries.js';
import { t } from './texts.js';

let count = 0;

/** A field with its list. Enter takes the marked match, or the first; arrows mark; Escape closes. */
export class Finder {
  /**
   * @param {{ model: Model, names: NameIndex, label: string, kind?: () => string, isShown: (index: number) => boolean }} given
   * @param {(index: number) => void} onChoose
   */
  constructor(given, onChoose) {
    count += 1;
    this.given = given;
    this.onChoose = onChoose;
    /** @type {Match[]} */
    this.found = [];
    this.marked = -1;
    this.id = `matches-${count}`;
    this.input = make('input', {
      type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'false', 'aria-controls': this.id,
      'aria-autocomplete': 'list', 'aria-label': given.label, placeholder: given.label, enterkeyhint: 'search',
    });
    this.list = make('ul', { id: this.id, role: 'listbox', 'aria-label': t('find.matches'), class: 'matches' });
    this.none = make('p', { class: 'matches none', role: 'status' });
    this.list.hidden = true;
    this.none.hidden = true;
    this.element = make('div', { class: 'finder' }, this.input, this.list, this.none);
    this.input.addEventListener('input', () => this.find());
    this.input.addEventListener('focus', () => this.input.value && this.find());
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    this.element.addEventListener('focusout', (event) => this.element.contains(/** @type {Node | null} */ (event.relatedTarget)) || this.close());
  }

  find() {
    const { model, names, kind } = this.given;
    const query = this.input.value.trim();
    this.found = names.find(query, 12, kind ? kind() : '');
    this.list.replaceChildren(...this.found.map((match, at) => this.row(match, at)));
    this.list.hidden = !this.found.length;
    this.none.hidden = query === '' || this.found.length > 0;
    this.none.textContent = this.none.hidden ? '' : t('find.none');
    this.input.setAttribute('aria-expanded', String(!this.list.hidden));
    this.mark(-1);
    return model;
  }

  /** @param {Match} match @param {number} at */
  row({ index, name }, at) {
    const { model, isShown } = this.given;
    const node = model.view.nodes[index];
    const alias = name === node.name ? null : said(name, 'alias');
    const hidden = isShown(index) ? null : make('span', { class: 'kind' }, t('hidden'));
    const row = make('li', { id: `${this.id}-${at}`, role: 'option', class: 'match', 'aria-selected': 'false' }, glyph(model, index),
      make('span', { class: 'match-name' }, said(node.name || '—'), alias), hidden, make('span', { class: 'kind' }, kindLine(model, index)));
    // Before the field loses the focus and with it the list.
    row.addEventListener('pointerdown', (event) => event.preventDefault());
    row.addEventListener('click', () => this.choose(at));
    return row;
  }

  /** @param {number} at */
  mark(at) {
    this.marked = at;
    [...this.list.children].forEach((row, place) => row.setAttribute('aria-selected', String(place === at)));
    if (at < 0) this.input.removeAttribute('aria-activedescendant');
    else {
      this.input.setAttribute('aria-activedescendant', `${this.id}-${at}`);
      this.list.children[at].scrollIntoView({ block: 'nearest' });
    }
  }

  /** @param {number} at */
  choose(at) {
    const match = this.found[at];
    if (!match) return;
    this.input.value = '';
    this.close();
    this.onChoose(match.index);
  }

  close() {
    this.list.hidden = true;
    this.none.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.mark(-1);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const last = this.found.length - 1;
    if (event.key === 'Escape' && !(this.list.hidden && this.none.hidden)) this.close();
    else if (event.key === 'Enter') this.choose(Math.max(0, this.marked));
    else if (event.key === 'ArrowDown' && last >= 0) {
      if (this.list.hidden) this.find();
      this.mark(Math.min(last, this.marked + 1));
    } else if (event.key === 'ArrowUp' && last >= 0) this.mark(Math.max(-1, this.marked - 1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
