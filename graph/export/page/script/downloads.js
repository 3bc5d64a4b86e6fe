/* What is shown as files and on paper: a picture, tables, JSON. */

/** @import { BaseDrawing } from './drawing.js' */
/** @import { TableContext } from './tables.js' */
/** @import { Layer } from './scene.js' */
/** @import { Label, TableName, Theme } from './types.d.ts' */
/** @import { Frame } from './svg.js' */
import { $, announce, button, download, make } from './dom.js';
import { extent } from './drawing.js';
import { csv, cut, fileName } from './files.js';
import { paintLabels, paintLayer, readTheme } from './paint.js';
import { edgeLayers, nodeLayers } from './scene.js';
import { svgText } from './svg.js';
import { tableOf } from './tables.js';
import { t } from './texts.js';

const WIDEST = 4000;
const MARGIN = 70;
/** The largest picture that browsers make without failing, in pixels. */
const MOST_PIXELS = 40_000_000;

/** @typedef {{ frame: Frame, layers: Layer[], scale: number, labels: Label[], theme: Theme, title: string, foot: string }} Picture */

/** The menu of downloads, and what its buttons do. */
export class DownloadMenu {
  /** @param {TableContext} page @param {() => BaseDrawing | null} drawing @param {() => string} foot what made the page, in a line */
  constructor(page, drawing, foot) {
    this.page = page;
    this.drawing = drawing;
    this.foot = foot;
    this.name = fileName(page.model.view.title);
  }

  build() {
    /** @type {[string, () => void][]} */
    const actions = [
      ['png', () => this.png()], ['svg', () => this.svg()], ['csv.entities', () => this.csv('entities')],
      ['csv.relations', () => this.csv('relations')], ['csv.claims', () => this.csv('claims')], ['json', () => this.json()], ['print', () => window.print()],
    ];
    const items = actions.map(([key, run]) => make('li', {}, button('menu-item', () => { run(); this.close(); }, t(`download.${key}`))));
    const menu = make('ul', { id: 'download-menu', class: 'menu' }, ...items);
    menu.hidden = true;
    const opener = button('action', () => this.toggle(), t('download'));
    opener.id = 'download';
    opener.setAttribute('aria-expanded', 'false');
    opener.setAttribute('aria-controls', 'download-menu');
    const place = $('downloads');
    place.replaceChildren(opener, menu);
    place.addEventListener('focusout', (event) => place.contains(/** @type {Node | null} */ (event.relatedTarget)) || this.open(false));
    place.addEventListener('keydown', (event) => this.onKey(event));
  }

  /** @param {boolean} isOpen */
  open(isOpen) {
    $('download-menu').hidden = !isOpen;
    $('download').setAttribute('aria-expanded', String(isOpen));
  }

  toggle() {
    this.open($('download-menu').hidden === true);
  }

  close() {
    this.open(false);
    $('download').focus();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const items = [...$('download-menu').querySelectorAll('button')];
    const at = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'Escape' && !$('download-menu').hidden) this.close();
    else if (event.key === 'ArrowDown') {
      this.open(true);
      items[Math.min(items.length - 1, at + 1)].focus();
    } else if (event.key === 'ArrowUp') items[Math.max(0, at - 1)].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @returns {Picture | null} all that is shown, also what the window does not */
  picture() {
    const drawing = this.drawing();
    if (!drawing) return null;
    const points = drawing.points();
    const { left, right, top, bottom } = extent([...drawing.shown.visible.nodes].map((index) => points[index]));
    // A large drawing is made smaller until it fits a page; a small one keeps its size.
    const scale = Math.min(1.2, (WIDEST - 2 * MARGIN) / Math.max(right - left, bottom - top, 1));
    const theme = readTheme();
    const setting = { model: drawing.model, shown: drawing.shown, points, theme, growth: drawing.growth, arrows: true };
    const frame = { left: left * scale - MARGIN, top: top * scale - MARGIN, width: Math.max(520, (right - left) * scale + 2 * MARGIN), height: (bottom - top) * scale + 2 * MARGIN };
    const labels = drawing.labelsAt(scale, true);
    return { frame, layers: [...edgeLayers(setting), ...nodeLayers(setting)], scale, labels, theme, title: this.page.model.view.title, foot: this.foot() };
  }

  svg() {
    const picture = this.picture();
    if (picture) this.save('svg', svgText(picture), 'image/svg+xml');
  }

  png() {
    const picture = this.picture();
    if (!picture) return;
    const { frame, layers, scale, labels, theme, foot } = picture;
    const times = Math.min(2, Math.sqrt(MOST_PIXELS / (frame.width * frame.height)));
    const canvas = make('canvas', { width: String(Math.round(frame.width * times)), height: String(Math.round(frame.height * times)) });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.fillStyle = theme.surface;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.setTransform(times * scale, 0, 0, times * scale, -frame.left * times, -frame.top * times);
    layers.forEach((layer) => paintLayer(context, layer, new Path2D(layer.d), scale));
    paintLabels(context, labels, scale, theme);
    const line = { lines: [foot], x: frame.left + frame.width / 2, y: frame.top + frame.height - 14, px: 11, strong: false, pill: false, width: 0 };
    paintLabels(context, [line], scale, theme);
    canvas.toBlob((blob) => blob && this.hand('png', blob));
  }

  /** @param {TableName} name */
  csv(name) {
    const { columns, rows } = tableOf(this.page, name);
    const text = csv([columns.map(({ key }) => key), ...rows.map((row) => columns.map((column) => column.text(row)))]);
    this.save(`${name}.csv`, text, 'text/csv');
  }

  json() {
    this.save('json', `${JSON.stringify(cut(this.page.model, this.page.visible(), this.page.claims()), null, 1)}\n`, 'application/json');
  }

  /** @param {string} ending @param {string} text @param {string} type */
  save(ending, text, type) {
    this.hand(ending, new Blob([text], { type: `${type};charset=utf-8` }));
  }

  /** @param {string} ending @param {Blob} blob */
  hand(ending, blob) {
    const name = `${this.name}.${ending}`;
    download(name, blob);
    announce(t('download.done', { name }));
  }
}
