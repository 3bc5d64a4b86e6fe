/* The view as it was exported, made whole and indexed. No DOM. */

/** @import { Columns, NetworkEdge, NetworkNode, EdgeColumns, GraphView, PageData, Part, ViewClaim, ViewConflict, ViewNode, ViewSource } from './types.d.ts' */

export const SAME_AS = 'POSSIBLY_SAME_AS';

/** Fields that are left out of the file while they hold nothing. */
const NODE = { names: [], summary: '', datasets: [], protected: false, sources: [], date: null, date_earliest: null, date_latest: null, properties: {}, contested: [] };
const EDGE = {
  status: 'asserted', grade: '', since: null, until: null, since_earliest: null, since_latest: null, until_earliest: null,
  until_latest: null, sources: [], origins: [], standing: 'supported', disputed_grade: '', disputed_sources: [], disputed_origins: [],
  properties: {}, contested: [],
};
const CLAIM = {
  origin: '', credibility: null, reliability: null, recorded_at: null, language: null, since: null, until: null,
  locator_start: null, locator_end: null, row: null, column: null, about: [], attributed_to: [], relation: null, metric: null, scope: null,
  value: null, bound: null, unit: null, as_of: null,
};
const SOURCE = { url: null, publisher: null, published: null, language: null, reliability: null, document: null };
const LEGEND = { colour: '', shape: '' };
const VIEW = {
  format: '', title: '', description: '', query: '', as_of: null, known_at: null, profile: 'internal', generated: '', version: '',
};

/**
 * @template {{ id: string }} T
 * @param {T[]} items
 * @returns {Map<string, number>} the place of each item, by id
 */
const byId = (items) => new Map(items.map((item, index) => [item.id, index]));

/**
 * @param {Map<string, number[]>} lists
 * @param {string} key
 * @param {number} item
 */
function addTo(lists, key, item) {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** @param {Partial<GraphView>} view @returns {GraphView} */
function whole(view) {
  /** @template T @param {unknown} items @param {object} empty @returns {T[]} */
  const filled = (items, empty) => /** @type {object[]} */ (items || []).map((item) => /** @type {T} */ ({ ...empty, ...item }));
  return {
    ...VIEW, ...view,
    nodes: filled(view.nodes, NODE),
    edges: filled(view.edges, EDGE),
    claims: filled(view.claims, CLAIM),
    sources: filled(view.sources, SOURCE),
    conflicts: filled(view.conflicts, {}),
    kinds: filled(view.kinds, LEGEND),
    relations: filled(view.relations, LEGEND),
  };
}

/** A view with its indexes. Numbers are places in the lists of the view, which are also places in the drawing. */
export class Model {
  /** @param {PageData} given */
  constructor(given) {
    const view = whole(given.view);
    this.view = view;
    this.size = given.size;
    this.nodeIndex = byId(view.nodes);
    this.edgeIndex = byId(view.edges);
    this.sourceIndex = byId(view.sources);
    this.claimIndex = byId(view.claims);
    this.kindOf = new Map(view.kinds.map((kind) => [kind.key, kind]));
    this.relationOf = new Map(view.relations.map((relation) => [relation.key, relation]));
    /** For each edge, the places of its two ends. */
    this.ends = view.edges.map((edge) => [this.node(edge.source), this.node(edge.target)]);
    /** @type {number[][]} for each node, the places of its edges */
    this.edgesAt = view.nodes.map(() => []);
    this.ends.forEach(([start, end], index) => {
      this.edgesAt[start].push(index);
      if (start !== end) this.edgesAt[end].push(index);
    });
    /** @type {Map<string, number[]>} places of claims by what they are about */
    this.claimsAbout = new Map();
    /** @type {Map<string, number[]>} by the relation that they carry */
    this.claimsOf = new Map();
    /** @type {Map<string, number[]>} by who says them */
    this.claimsBy = new Map();
    /** @type {Map<string, ViewConflict[]>} by claim */
    this.conflictsOf = new Map();
    this.indexClaims();
    this.nodes = this.networkNodes(given.nodes);
    this.edges = this.networkEdges(given.edges);
  }

  indexClaims() {
    this.view.claims.forEach((claim, index) => {
      new Set(claim.about).forEach((id) => addTo(this.claimsAbout, id, index));
      if (claim.relation !== null) addTo(this.claimsOf, claim.relation, index);
      new Set(claim.attributed_to).forEach((id) => addTo(this.claimsBy, id, index));
    });
    for (const conflict of this.view.conflicts) {
      for (const id of new Set([conflict.one, conflict.other])) {
        this.conflictsOf.set(id, [...(this.conflictsOf.get(id) || []), conflict]);
      }
    }
  }

  /** @param {string} id @returns {number} the place of a node that is there */
  node(id) {
    return this.nodeIndex.get(id) ?? -1;
  }

  /** @param {string} id @returns {ViewNode | null} */
  entity(id) {
    const index = this.nodeIndex.get(id);
    return index === undefined ? null : this.view.nodes[index];
  }

  /** @param {string} id @returns {ViewSource | null} */
  source(id) {
    const index = this.sourceIndex.get(id);
    return index === undefined ? null : this.view.sources[index];
  }

  /** @param {string} id the name of an entity or the title of a source; else what was given */
  nameOf(id) {
    return this.entity(id)?.name || this.source(id)?.title || id;
  }

  /** @param {number[] | undefined} indexes @returns {ViewClaim[]} */
  claims(indexes) {
    return (indexes || []).map((index) => this.view.claims[index]);
  }

  /** @param {NetworkNode[] | Columns} given @returns {NetworkNode[]} */
  networkNodes(given) {
    if (Array.isArray(given)) return given;
    return this.view.nodes.map((node, index) => {
      const kind = this.kindOf.get(node.kind);
      return {
        id: `n${index}`, label: given.label[index], shape: kind?.shape || 'dot', color: kind?.colour || '#808080',
        size: given.size[index], x: given.x[index], y: given.y[index],
      };
    });
  }

  /** @param {NetworkEdge[] | EdgeColumns} given @returns {NetworkEdge[]} */
  networkEdges(given) {
    if (Array.isArray(given)) return given.map((edge) => ({ ...edge, bend: bendOf(edge) }));
    const undirected = new Set(given.undirected);
    return this.ends.map(([start, end], index) => ({
      id: `e${index}`, from: `n${start}`, to: `n${end}`, bend: given.bend[index] || 0, dashes: given.dashes[index] || false,
      arrows: undirected.has(index) ? '' : 'to',
    }));
  }

  /** @param {number} index @returns {number} how many edges touch a node */
  degree(index) {
    return this.edgesAt[index].length;
  }

  /** @param {Iterable<number>} edges @returns {Part} these edges with their ends */
  withEnds(edges) {
    const part = { nodes: /** @type {Set<number>} */ (new Set()), edges: new Set(edges) };
    for (const edge of part.edges) this.ends[edge].forEach((end) => part.nodes.add(end));
    return part;
  }
}

/** @param {NetworkEdge} edge @returns {number} how far an edge bends: to the left of its way when above nothing */
function bendOf({ smooth }) {
  if (!smooth) return 0;
  return smooth.type === 'curvedCW' ? smooth.roundness : -smooth.roundness;
}
