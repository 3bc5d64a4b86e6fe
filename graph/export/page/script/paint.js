/* Puts layers and labels onto a canvas. */

/** @import { Label, Theme } from './types.d.ts' */
/** @import { Layer } from './scene.js' */
import { FONT } from './labels.js';

/** A canvas to measure text on. @type {CanvasRenderingContext2D | null} */
let ruler = null;
/** @type {Map<string, number>} */
const widths = new Map();

/** @param {string} text @param {string} font @returns {number} pixels */
export function measure(text, font) {
  const key = `${font}|${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  ruler = ruler || document.createElement('canvas').getContext('2d');
  if (!ruler) return text.length * 7;
  ruler.font = font;
  const { width } = ruler.measureText(text);
  widths.set(key, width);
  return width;
}

/** Colours come from the style sheet, which knows light from dark. @returns {Theme} */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: read('surface'), ink: read('ink'), muted: read('muted'), line: read('line'), accent: read('accent'),
    denied: read('denied'), hypothesis: read('hypothesis'), rim: read('rim'),
  };
}

/** @param {CanvasRenderingContext2D} context @param {Layer} layer @param {Path2D} path @param {number} scale widths are pixels of the screen at any scale */
export function paintLayer(context, layer, path, scale) {
  context.globalAlpha = layer.opacity;
  if (layer.fill) {
    context.fillStyle = layer.fill;
    context.fill(path);
  }
  if (layer.stroke) {
    context.strokeStyle = layer.stroke;
    context.lineWidth = layer.width / scale;
    context.setLineDash(layer.dash.map((step) => step / Math.max(1, scale)));
    context.stroke(path);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Label[]} labels in pixels of the screen @param {number} scale of the context @param {Theme} theme */
export function paintLabels(context, labels, scale, theme) {
  context.save();
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  labels.forEach((label) => paintLabel(context, label, scale, theme));
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Label} label @param {number} scale @param {Theme} theme */
function paintLabel(context, { lines, x, y, px, strong, pill, width }, scale, theme) {
  const step = px * 1.16;
  context.font = `${strong ? 600 : 400} ${px / scale}px ${FONT}`;
  if (pill) {
    context.fillStyle = theme.surface;
    context.strokeStyle = theme.accent;
    context.lineWidth = 1 / scale;
    context.beginPath();
    context.roundRect((x - width / 2 - 3) / scale, (y - step / 2 - 2) / scale, (width + 6) / scale, (step + 4) / scale, 4 / scale);
    context.fill();
    context.stroke();
  }
  lines.forEach((line, row) => {
    const at = (y + (row - (lines.length - 1) / 2) * step) / scale;
    if (!pill) {
      context.lineWidth = 3.5 / scale;
      context.strokeStyle = theme.surface;
      context.strokeText(line, x / scale, at);
    }
    context.fillStyle = pill ? theme.accent : theme.ink;
    context.fillText(line, x / scale, at);
  });
}
