/* The shortest paths between two entities, over what is shown. No DOM. */

/** @import { Part } from './types.d.ts' */
/** @import { Model } from './model.js' */

/** @typedef {{ nodes: number[], edges: number[] }} Path an edge stands between each two nodes */

/** @param {Model} model @param {Part} part @param {number} start @returns {Map<number, number>} hops from the start to each that can be reached */
function distances(model, part, start) {
  const hops = new Map([[start, 0]]);
  let rim = [start];
  for (let hop = 1; rim.length; hop += 1) {
    /** @type {number[]} */
    const next = [];
    for (const node of rim) {
      for (const edge of model.edgesAt[node]) {
        const other = far(model, edge, node);
        if (!part.edges.has(edge) || hops.has(other)) continue;
        hops.set(other, hop);
        next.push(other);
      }
    }
    rim = next;
  }
  return hops;
}

/** @param {Model} model @param {number} edge @param {number} node @returns {number} the other end of an edge */
export function far(model, edge, node) {
  const [start, end] = model.ends[edge];
  return start === node ? end : start;
}

/**
 * @param {Model} model @param {Part} part @param {number} from @param {number} to @param {number} most
 * @returns {{ paths: Path[], more: boolean }} all shortest paths, in the order of the view, as many as `most`
 */
export function shortestPaths(model, part, from, to, most) {
  /** @type {Path[]} */
  const paths = [];
  if (!part.nodes.has(from) || !part.nodes.has(to)) return { paths, more: false };
  const hops = distances(model, part, to);
  if (!hops.has(from)) return { paths, more: false };
  /** @type {Path[]} */
  const open = [{ nodes: [from], edges: [] }];
  while (open.length && paths.length <= most) {
    const path = /** @type {Path} */ (open.pop());
    const last = path.nodes[path.nodes.length - 1];
    const left = hops.get(last) || 0;
    if (last === to) paths.push(path);
    else open.push(...onwards(model, part, path, (node) => hops.get(node) === left - 1));
  }
  return { paths: paths.slice(0, most), more: paths.length > most };
}

/** @param {Model} model @param {Part} part @param {Path} path @param {(node: number) => boolean} nearer @returns {Path[]} the last first */
function onwards(model, part, path, nearer) {
  const last = path.nodes[path.nodes.length - 1];
  return model.edgesAt[last].filter((edge) => part.edges.has(edge) && nearer(far(model, edge, last)))
    .map((edge) => ({ nodes: [...path.nodes, far(model, edge, last)], edges: [...path.edges, edge] })).reverse();
}
