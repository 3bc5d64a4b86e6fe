/* What the page is given: the fields of graph/export/view.py (a test compares the names) and how they look. */

export interface ViewContested {
  field: string;
  value: number | string | boolean | null;
  stance: string;
  grade: string;
  sources: string[];
  origins: string[];
  claims: string[];
}

export interface ViewNode {
  id: string;
  kind: string;
  name: string;
  names: string[];
  summary: string;
  datasets: string[];
  protected: boolean;
  sources: string[];
  date: string | null;
  date_earliest: string | null;
  date_latest: string | null;
  properties: Record<string, unknown>;
  contested: ViewContested[];
}

export interface ViewEdge {
  id: string;
  relation: string;
  source: string;
  target: string;
  status: string;
  grade: string;
  since: string | null;
  until: string | null;
  since_earliest: string | null;
  since_latest: string | null;
  until_earliest: string | null;
  until_latest: string | null;
  sources: string[];
  origins: string[];
  standing: string;
  disputed_grade: string;
  disputed_sources: string[];
  disputed_origins: string[];
  properties: Record<string, unknown>;
  contested: ViewContested[];
}

export interface ViewClaim {
  id: string;
  text: string;
  property: string;
  status: string;
  grade: string;
  source: string;
  origin: string;
  credibility: number | null;
  reliability: string | null;
  recorded_at: string | null;
  language: string | null;
  since: string | null;
  until: string | null;
  locator_start: number | null;
  locator_end: number | null;
  row: number | null;
  column: string | null;
  about: string[];
  attributed_to: string[];
  relation: string | null;
  metric: string | null;
  scope: string | null;
  value: number | string | boolean | null;
  bound: string | null;
  unit: string | null;
  as_of: string | null;
}

export interface ViewSource {
  id: string;
  title: string;
  url: string | null;
  publisher: string | null;
  published: string | null;
  language: string | null;
  reliability: string | null;
  document: string | null;
}

export interface ViewConflict {
  finding: string;
  measure: string;
  scope: string;
  one: string;
  other: string;
  why: string;
}

export interface LegendEntry {
  key: string;
  label: string;
  count: number;
  colour: string;
  shape: string;
}

export interface GraphView {
  format: string;
  title: string;
  description: string;
  query: string;
  as_of: string | null;
  known_at: string | null;
  profile: string;
  generated: string;
  version: string;
  nodes: ViewNode[];
  edges: ViewEdge[];
  claims: ViewClaim[];
  sources: ViewSource[];
  conflicts: ViewConflict[];
  kinds: LegendEntry[];
  relations: LegendEntry[];
}

/** How large a view is, by the size policy of graph/export/size.py. */
export type Size = 'small' | 'medium' | 'large';

export interface NetworkNode {
  id: string;
  label: string;
  shape: string;
  color: string;
  size: number;
  x: number;
  y: number;
}

export interface NetworkEdge {
  id: string;
  from: string;
  to: string;
  dashes: number[] | false;
  arrows?: string;
  bend: number;
  smooth?: { enabled: boolean; type: string; roundness: number };
  selfReference?: { size: number; angle: number };
}

/** Large views travel as columns. */
export interface Columns {
  x: number[];
  y: number[];
  size: number[];
  label: string[];
}

export interface EdgeColumns {
  bend: number[];
  dashes: Record<string, number[]>;
  undirected: number[];
}

export type Texts = Record<string, string>;

export interface PageData {
  view: Partial<GraphView>;
  size: Size;
  nodes: NetworkNode[] | Columns;
  edges: NetworkEdge[] | EdgeColumns;
  texts: Record<string, Texts>;
  letters: Record<string, string>;
}

/** What is in focus: nothing, an entity, a relation, or the paths between two entities; ids of the view. */
export type Focus =
  | { type: 'all' }
  | { type: 'node'; id: string }
  | { type: 'edge'; id: string }
  | { type: 'path'; from: string; to: string };

/** What may be shown; names in lists are those left out. Days are ISO text. */
export interface Filter {
  kinds: string[];
  relations: string[];
  sources: string[];
  statuses: string[];
  grade: string;
  origins: number;
  from: string;
  to: string;
  certainties: string[];
  hypotheses: boolean;
}

export type TableName = 'entities' | 'relations' | 'claims';

export interface State {
  focus: Focus;
  filter: Filter;
  face: 'graph' | TableName;
}

export interface Part {
  nodes: Set<number>;
  edges: Set<number>;
}

export type Certainty = 'definitely' | 'possibly' | 'undated' | 'no';

export interface Point {
  x: number;
  y: number;
}

/** What a drawing is to show. `lifted` stands out from the rest; null when nothing does. */
export interface Shown {
  visible: Part;
  lifted: Part | null;
  chosen: Part;
  possibly: Set<number>;
}

export interface Theme {
  surface: string;
  ink: string;
  muted: string;
  line: string;
  accent: string;
  denied: string;
  hypothesis: string;
  rim: string;
}

export interface Label {
  lines: string[];
  x: number;
  y: number;
  px: number;
  strong: boolean;
  pill: boolean;
  width: number;
}
