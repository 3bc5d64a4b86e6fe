/* The outlines of glyphs, one a kind: what colour tells, shape tells as well. No DOM. */

/** @param {number} value @returns {string} to a tenth of a pixel */
export const short = (value) => String(Math.round(value * 10) / 10);

/** Corners on a circle. @param {number} count @param {number} first the angle of the first, in turns @param {(at: number) => number} radius */
const corners = (count, first, radius = () => 1) => Array.from({ length: count }, (_, at) => {
  const angle = 2 * Math.PI * (first + at / count);
  return [Math.cos(angle) * radius(at), Math.sin(angle) * radius(at)];
});

/** Outlines of size one around the origin. @type {Record<string, number[][]>} */
const OUTLINES = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: corners(4, 0.25),
  triangle: corners(3, 0.75).map(([x, y]) => [x, y + 0.2]),
  triangleDown: corners(3, 0.25).map(([x, y]) => [x, y - 0.2]),
  star: corners(10, 0.75, (at) => (at % 2 ? 0.5 : 1.15)),
  hexagon: corners(6, 0),
  box: [[-1, -0.7], [1, -0.7], [1, 0.7], [-1, 0.7]],
};

export const SHAPES = ['dot', 'ellipse', ...Object.keys(OUTLINES)];

/** @param {string} shape @param {number} x @param {number} y @param {number} size @returns {string} as the d of an SVG path */
export function outline(shape, x, y, size) {
  const corner = Object.hasOwn(OUTLINES, shape) ? OUTLINES[shape] : null;
  if (corner) return `M${corner.map(([right, down]) => `${short(x + right * size)} ${short(y + down * size)}`).join('L')}Z`;
  const [wide, high] = shape === 'ellipse' ? [size * 1.25, size * 0.75] : [size, size];
  const [across, down] = [short(wide), short(high)];
  return `M${short(x - wide)} ${short(y)}a${across} ${down} 0 1 0 ${short(wide * 2)} 0a${across} ${down} 0 1 0 ${short(-wide * 2)} 0Z`;
}
