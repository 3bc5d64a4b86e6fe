/* The drawing as an SVG file: shapes and text only, nothing that runs and nothing to load. No DOM. */

/** @import { Label, Theme } from './types.d.ts' */
/** @import { Layer } from './scene.js' */
import { FONT } from './labels.js';
import { short } from './shapes.js';

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** @param {string} text @returns {string} as XML can hold it: its own signs escaped, signs that it forbids made visible */
export const escaped = (text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd').replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

/** @param {Layer} layer */
function layerElement({ d, fill, stroke, width, dash, opacity }) {
  const line = stroke ? ` stroke="${escaped(stroke)}" stroke-width="${width}"${dash.length ? ` stroke-dasharray="${dash.join(' ')}"` : ''}` : '';
  return `<path d="${d}" fill="${escaped(fill) || 'none'}"${line}${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`;
}

/** @param {Label} label @param {Theme} theme */
function labelElement({ lines, x, y, px, strong, pill, width }, theme) {
  const step = px * 1.16;
  const box = pill
    ? `<rect x="${short(x - width / 2 - 3)}" y="${short(y - step / 2 - 2)}" width="${short(width + 6)}" height="${short(step + 4)}" rx="4" fill="${theme.surface}" stroke="${theme.accent}"/>` : '';
  const look = pill ? `fill="${theme.accent}"` : `fill="${theme.ink}" stroke="${theme.surface}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"`;
  const text = lines.map((line, row) => `<text x="${short(x)}" y="${short(y + (row - (lines.length - 1) / 2) * step + px * 0.35)}" font-size="${px}"${strong ? ' font-weight="600"' : ''} ${look}>${escaped(line)}</text>`);
  return box + text.join('');
}

/** @typedef {{ left: number, top: number, width: number, height: number }} Frame in pixels */

/** @param {{ frame: Frame, layers: Layer[], scale: number, labels: Label[], theme: Theme, title: string, foot: string }} picture @returns {string} */
export function svgText({ frame, layers, scale, labels, theme, title, foot }) {
  const { left, top, width, height } = frame;
  const box = `viewBox="${short(left)} ${short(top)} ${short(width)} ${short(height)}" width="${short(width)}" height="${short(height)}"`;
  // Widths are those of the screen, whatever the scale of the drawing.
  const scaled = layers.map((layer) => ({ ...layer, width: Math.round((layer.width / scale) * 100) / 100, dash: layer.dash.map((step) => Math.round((step / Math.max(1, scale)) * 100) / 100) }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${box} font-family='${FONT}' text-anchor="middle" role="img">`,
    `<title>${escaped(title)}</title><desc>${escaped(foot)}</desc>`,
    `<rect x="${short(left)}" y="${short(top)}" width="${short(width)}" height="${short(height)}" fill="${theme.surface}"/>`,
    `<g transform="scale(${Math.round(scale * 10000) / 10000})">${scaled.map(layerElement).join('\n')}</g>`,
    `<g>${labels.map((label) => labelElement(label, theme)).join('\n')}</g>`,
    `<text x="${short(left + 12)}" y="${short(top + height - 12)}" font-size="11" text-anchor="start" fill="${theme.muted}">${escaped(foot)}</text>`,
    '</svg>', '',
  ].join('\n');
}
