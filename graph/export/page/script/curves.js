/* The way that a line takes between two glyphs: straight, bent beside its fellows, or round to where it began. No DOM. */

/** @import { Point } from './types.d.ts' */
import { short } from './shapes.js';

/** @typedef {{ from: Point, control: Point, to: Point, loop: boolean }} Curve */

/** @param {Point} from @param {Point} to @param {number} bend @param {number} room the size of the glyph, for a line back to it @returns {Curve} */
export function curve(from, to, bend, room) {
  if (from === to) {
    const far = room + 22 + 24 * Math.abs(bend);
    return { from, control: { x: from.x + far, y: from.y - far }, to, loop: true };
  }
  const control = { x: (from.x + to.x) / 2 - (to.y - from.y) * bend, y: (from.y + to.y) / 2 + (to.x - from.x) * bend };
  return { from, control, to, loop: false };
}

/** @param {Curve} curve @param {number} part 0 is its start, 1 its end @returns {Point} */
export function pointOn({ from, control, to, loop }, part) {
  if (loop) {
    const [x, y] = [(from.x + control.x) / 2, (from.y + control.y) / 2];
    const angle = Math.PI * (0.75 + 2 * part);
    const radius = Math.hypot(control.x - from.x, control.y - from.y) / 2;
    return { x: x + Math.cos(angle) * radius, y: y + Math.sin(angle) * radius };
  }
  const [a, b, c] = [(1 - part) ** 2, 2 * part * (1 - part), part ** 2];
  return { x: a * from.x + b * control.x + c * to.x, y: a * from.y + b * control.y + c * to.y };
}

/** @param {Curve} curve @returns {string} as the d of an SVG path */
export function line(curve) {
  const { from, control, to, loop } = curve;
  const at = ({ x, y } = from) => `${short(x)} ${short(y)}`;
  if (!loop) {
    const straight = Math.abs(control.x - (from.x + to.x) / 2) + Math.abs(control.y - (from.y + to.y) / 2) < 0.01;
    return straight ? `M${at()}L${at(to)}` : `M${at()}Q${at(control)} ${at(to)}`;
  }
  const radius = short(Math.hypot(control.x - from.x, control.y - from.y) / 2);
  return `M${at()}A${radius} ${radius} 0 1 1 ${at(control)}A${radius} ${radius} 0 1 1 ${at()}`;
}

/** @param {Curve} curve @param {number} gap how far from its end the tip stands @param {number} size @returns {string} an arrowhead */
export function arrow(curve, gap, size) {
  const length = curve.loop ? 80 : Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y);
  if (length < gap + size) return '';
  const tip = pointOn(curve, 1 - gap / length);
  const behind = pointOn(curve, 1 - (gap + size) / length);
  const [x, y] = [(tip.x - behind.x) || 0.001, tip.y - behind.y];
  const far = Math.hypot(x, y);
  const [across, down] = [(-y / far) * size * 0.42, (x / far) * size * 0.42];
  return `M${short(tip.x)} ${short(tip.y)}L${short(behind.x + across)} ${short(behind.y + down)}L${short(behind.x - across)} ${short(behind.y - down)}Z`;
}

/** @param {Curve} curve @param {Point} point @returns {number} about how far the point is from the line */
export function distance(curve, point) {
  let nearest = Infinity;
  const steps = curve.loop ? 16 : 8;
  let before = pointOn(curve, 0);
  for (let step = 1; step <= steps; step += 1) {
    const after = pointOn(curve, step / steps);
    nearest = Math.min(nearest, fromSegment(before, after, point));
    before = after;
  }
  return nearest;
}

/** @param {Point} from @param {Point} to @param {Point} point */
function fromSegment(from, to, point) {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const length = across * across + down * down || 1;
  const along = Math.max(0, Math.min(1, ((point.x - from.x) * across + (point.y - from.y) * down) / length));
  return Math.hypot(point.x - from.x - along * across, point.y - from.y - along * down);
}
