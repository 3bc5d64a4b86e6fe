/* What the page shows now, and how it came there: one state, changed as a whole, with undo. No DOM. */

/** @import { Filter, State } from './types.d.ts' */
import { OPEN_FILTER } from './filter.js';
import { toAddress } from './address.js';

const MOST_UNDONE = 200;

/** @type {State} */
export const START = { focus: { type: 'all' }, filter: OPEN_FILTER, face: 'graph' };

/** @typedef {'focus' | 'filter' | 'face' | 'all'} What */

/** Keeps the state; `changed` gets the new one and what has changed. */
export class StateHistory {
  /** @param {State} state @param {(state: State, what: What, from: string) => void} changed */
  constructor(state, changed) {
    this.state = state;
    this.changed = changed;
    /** @type {State[]} */
    this.past = [];
  }

  /**
   * @param {Partial<State>} change @param {string} [from] where it was chosen
   * @param {boolean} [joined] whether it goes on from the last change, as a slider does: then one undo takes back both
   */
  go(change, from = '', joined = false) {
    const next = { ...this.state, ...change };
    if (toAddress(next) === toAddress(this.state)) return;
    if (!joined) this.past = [...this.past, this.state].slice(-MOST_UNDONE);
    this.move(next, from);
  }

  /** @param {Partial<Filter>} change @param {boolean} [joined] */
  filter(change, joined = false) {
    this.go({ filter: { ...this.state.filter, ...change } }, 'filter', joined);
  }

  /** @returns {boolean} whether there was something to take back */
  undo() {
    const before = this.past.pop();
    if (before) this.move(before, 'undo');
    return Boolean(before);
  }

  /** @param {State} next @param {string} from */
  move(next, from) {
    const parts = /** @type {('focus' | 'filter' | 'face')[]} */ (['focus', 'filter', 'face']).filter((part) => differ(next, this.state, part));
    this.state = next;
    this.changed(next, parts.length === 1 ? parts[0] : 'all', from);
  }
}

/** @param {State} one @param {State} other @param {'focus' | 'filter' | 'face'} part */
const differ = (one, other, part) => toAddress({ ...START, [part]: one[part] }) !== toAddress({ ...START, [part]: other[part] });
