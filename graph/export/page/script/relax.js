/* Moves entities a little towards a quieter drawing, step by step, and comes to rest by itself. No DOM, no chance. */

/** @import { Point } from './types.d.ts' */

const STEPS = 120;
const LENGTH = 110;
const REACH = 160;
const MOST_MOVED = 24;

/** Each step is smaller than the last; after STEPS of them, or when nothing moves any more, it is done. */
export class Relaxing {
  /** @param {Point[]} points @param {number[][]} links pairs of places @param {Set<number>} moving the places that may move */
  constructor(points, links, moving) {
    this.points = points.map(({ x, y }) => ({ x, y }));
    this.links = links.filter(([one, two]) => one !== two && moving.has(one) && moving.has(two));
    this.moving = [...moving];
    this.left = STEPS;
    this.degree = points.map(() => 0);
    this.links.forEach(([one, two]) => { this.degree[one] += 1; this.degree[two] += 1; });
  }

  get done() {
    return this.left <= 0;
  }

  /** One step. */
  step() {
    const push = this.points.map(() => ({ x: 0, y: 0 }));
    this.links.forEach(([one, two]) => this.pull(one, two, push));
    this.repel(push);
    const most = MOST_MOVED * (this.left / STEPS);
    let farthest = 0;
    for (const index of this.moving) {
      const { x, y } = push[index];
      const far = Math.hypot(x, y);
      const part = far > most ? most / far : 1;
      this.points[index].x += x * part;
      this.points[index].y += y * part;
      farthest = Math.max(farthest, Math.min(far, most));
    }
    this.left = farthest < 0.3 ? 0 : this.left - 1;
  }

  /** @param {number} one @param {number} two @param {Point[]} push */
  pull(one, two, push) {
    const [from, to] = [this.points[one], this.points[two]];
    const [across, down] = [to.x - from.x, to.y - from.y];
    const distance = Math.hypot(across, down) || 1;
    // Hubs want longer links, or all they have would lie in a heap.
    const wanted = LENGTH + 16 * Math.sqrt(Math.max(this.degree[one], this.degree[two]));
    const pull = ((distance - wanted) / distance) * 0.12;
    push[one].x += (across * pull) / Math.sqrt(this.degree[one]);
    push[one].y += (down * pull) / Math.sqrt(this.degree[one]);
    push[two].x -= (across * pull) / Math.sqrt(this.degree[two]);
    push[two].y -= (down * pull) / Math.sqrt(this.degree[two]);
  }

  /** Those nearer than REACH push each other away; found on a grid of that size. @param {Point[]} push */
  repel(push) {
    /** @type {Map<string, number[]>} */
    const cells = new Map();
    const cell = (/** @type {number} */ value) => Math.floor(value / REACH);
    for (const index of this.moving) {
      const key = `${cell(this.points[index].x)},${cell(this.points[index].y)}`;
      const list = cells.get(key);
      if (list) list.push(index);
      else cells.set(key, [index]);
    }
    for (const [key, nodes] of cells) {
      const [column, row] = key.split(',').map(Number);
      for (const [right, down] of [[0, 0], [1, -1], [1, 0], [1, 1], [0, 1]]) {
        const others = cells.get(`${column + right},${row + down}`) || [];
        nodes.forEach((one, at) => others.forEach((two, place) => (nodes !== others || at < place) && this.part(one, two, push)));
      }
    }
  }

  /** @param {number} one @param {number} two @param {Point[]} push */
  part(one, two, push) {
    const [a, b] = [this.points[one], this.points[two]];
    // Two on one spot part in a direction of their own, always the same.
    const [across, down] = a.x === b.x && a.y === b.y ? [Math.cos(one), Math.sin(one)] : [b.x - a.x, b.y - a.y];
    const distance = Math.max(1, Math.hypot(across, down));
    if (distance >= REACH) return;
    const force = ((REACH - distance) / REACH) ** 2 * 9;
    push[one].x -= (across / distance) * force;
    push[one].y -= (down / distance) * force;
    push[two].x += (across / distance) * force;
    push[two].y += (down / distance) * force;
  }
}
