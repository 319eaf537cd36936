// The JSON contract of /api/v1. One example per endpoint, in ../examples, is checked against it and against the server.

export type PassageKind = "prose" | "case" | "table";

export type EntityKind =
  | "Institution"
  | "Enterprise"
  | "IndustrialCollege"
  | "Alliance"
  | "Competition"
  | "GovernmentBody"
  | "Park"
  | "Association"
  | "BaseOrCentre";

export type Predicate =
  | "coBuilds"
  | "leads"
  | "memberOf"
  | "cooperatesWith"
  | "awardedIn"
  | "hosts"
  | "supervisedBy";

/** Lines of a report's raw text, 1-based and inclusive. */
export interface Lines {
  start_line: number;
  end_line: number;
}

export interface Why {
  words: string[];
  expanded: string[];
  words_share: number; // 0 to 1
  meaning_share: number; // 0 to 1
  marks: number[][]; // [start, end) in the passage's text
  concepts: (Concept & { terms: string[] })[]; // surest first, with the terms that stand in the passage
  entities: string[]; // ids of the entities that the query names and the passage mentions
  sentence: number[] | null; // [start, end) of the most telling sentence
}

/** A concept of the thesaurus with its preferred labels. */
export interface Concept {
  id: string;
  zh: string;
  en: string;
}

/** How a query was read. */
export interface Understood {
  text: string;
  phrases: string[]; // every hit holds each of them
  without: string[]; // no hit holds any of them
  reports: string[];
  institutions: string[];
  years: number[];
  kinds: PassageKind[];
  provinces: string[];
  chapters: string[];
  topics: string[]; // ids or labels, as typed
  organisations: string[]; // ids or names, as typed
  entities: string[]; // ids of those that it names
  concepts: Concept[];
}

export interface Passage extends Lines {
  report: string;
  page: number | null;
  kind: PassageKind;
  heading: string[]; // outline path, outermost first
  case: string | null;
  case_id: string | null; // for /cases/{id}
  text: string;
  score: number;
  why: Why;
  twins: (Lines & { report: string; page: number | null })[]; // near-identical passages
}

export interface FacetValue {
  value: string; // as a filter takes it
  label: { zh: string; en: string };
  count: number;
}

/** How results are spread, by facet: institution, year, topic and so on; the commonest values first. */
export type Facets = Record<string, FacetValue[]>;

/** GET /search */
export interface SearchAnswer {
  query: string;
  took_ms: number;
  total: number;
  ranked: number; // hits that limit and offset can reach
  understood: Understood;
  results: Passage[];
  facets?: Facets; // with facets=1
}

export interface Topic {
  concept: string;
  label: { zh: string; en: string };
  weight: number; // 0 to 1
  themes: string[];
  words: { surface: string; start: number; end: number }[]; // [start, end) in the report's raw text
}

/** GET /topics */
export interface TopicList {
  topics: FacetValue[];
}

export interface Case extends Lines {
  id: string; // report/place among its cases
  title: string;
  number: string; // as printed, "" where none is
  report: string;
  institution: string;
  year: number | null;
  province: string;
  heading: string[]; // outline path, outermost first
  page: number | null;
  excerpt: string;
  topics: Topic[];
}

/** GET /cases */
export interface CaseList {
  total: number;
  cases: Case[];
  facets: Facets;
}

/** GET /cases/{id} */
export interface CaseAnswer extends Case {
  start: number; // [start, end) in the report's raw text
  end: number;
  text: string;
  entities: Entity[];
}

export interface SimilarText extends Lines {
  score: number; // 0 to 1
  case: Case | null; // null: a passage
  report: string;
  institution: string;
  page: number | null;
  title: string;
  text: string;
  common: { topics: Topic[]; entities: Entity[]; kinds: string[]; words: string[] };
  overlap: number; // share of text that is the same, 0 to 1
  copies: string[]; // other places with mostly the same text
}

/** GET /similar */
export interface SimilarAnswer {
  of: string;
  results: SimilarText[];
  duplicates: SimilarText[];
}

export interface Report {
  id: string;
  title: string;
  institution: string;
  institution_type: string;
  region: { province: string; city: string };
  year: number | null;
  publisher: string;
  published: string; // ISO 8601, as exact as printed
  source: string;
  sha256: string;
  characters: number;
  pages: number; // 0: the format has none
  cases: number;
  tables: number;
  passages: number;
}

/** GET /reports */
export interface ReportList {
  reports: Report[];
}

/** GET /reports/{id} */
export interface ReportAnswer {
  report: Report;
  lines: number;
  outline: { level: number; number: string; title: string; line: number; run_in: boolean }[];
  cases: ({ id: string; title: string } & Lines)[];
  tables: ({ caption: string; columns: string[]; rows: string[][]; unit: string; source: string } & Lines)[];
  oddities: ({ kind: string; message: string } & Lines)[];
  text?: string; // with text=1
}

export interface Entity {
  id: string;
  name: string;
  type: EntityKind;
  aliases: string[];
  reports: string[];
  mentions: number;
}

/** GET /entities */
export interface EntityList {
  total: number;
  entities: Entity[];
  complete: boolean;
}

export interface Quote extends Lines {
  report: string;
  page: number | null;
  text: string; // exactly as printed
  attrs: Record<string, string>;
}

export interface Relation {
  subject: string;
  predicate: Predicate;
  object: string;
  subject_id: string;
  object_id: string;
  evidence: Quote[]; // never empty
}

/** GET /entities/{id} */
export interface EntityAnswer extends Entity {
  relations: Relation[];
}

export interface Partner extends Entity {
  ties: { through: Entity | null; relations: Relation[] }[];
}

/** GET /partners */
export interface PartnerList {
  of: Entity;
  partners: Partner[];
}

/** GET /companions */
export interface CompanionList {
  of: Entity;
  companions: (Entity & { passages: number; first: { report: string; page: number | null } & Lines })[];
}

/** GET /compare */
export interface Comparison {
  shared: Entity[];
  only_first: Entity[];
  only_second: Entity[];
}

/** GET /top */
export interface Ranking {
  by: "degree" | "betweenness";
  entities: (Entity & { value: number })[];
}

/** GET /communities */
export interface CommunityList {
  total: number;
  communities: Entity[][];
}

export interface Indicator {
  key: string;
  known: boolean; // to the ontology
  name_zh: string;
  name_en: string;
  also: string[];
  unit: string;
  figures: number;
  whole: number; // of them, of whole schools
  reports: number;
  institutions: number;
  first_year: number | null;
  last_year: number | null;
  disagreements: number;
}

/** GET /indicators */
export interface IndicatorList {
  total: number;
  indicators: Indicator[];
}

/** GET /indicators/{key} */
export interface IndicatorAnswer {
  indicator: Indicator;
  total: number;
  figures: {
    report: string;
    line: number;
    page: number | null;
    institution: string;
    province: string;
    year: number | null;
    indicator: string; // as printed
    population: string;
    value: number;
    unit: string;
    amount: number; // in base_unit
    base_unit: string;
    whole: boolean;
    disagrees: boolean;
    sentence: string;
  }[];
}

/** GET /path */
export interface PathAnswer {
  nodes: Entity[]; // empty: there is no way
  steps: Relation[][]; // steps[i]: between nodes[i] and nodes[i + 1]
}

interface Tally {
  entities: number;
  relations: number;
}

/** GET /network: what a picture of the graph is drawn from. Each list holds one value per entity, or per relation. */
export interface NetworkAnswer {
  generation: number;
  library: Tally;
  matching: Tally; // what meets the conditions, drawn or not
  kinds: EntityKind[];
  predicates: Predicate[];
  entities: {
    id: (string | null)[]; // null: the kind, a slash and the name
    name: string[];
    kind: number[]; // place in kinds
    x: number[];
    y: number[]; // upwards
    neighbours: number[]; // different entities among those drawn
    betweenness: number[]; // share of the shortest ways of the whole graph, 0 to 1
    community: number[]; // -1: none
    colour: number[]; // of the community, 0 to 7, each of one in this picture; -1: of all others
  };
  relations: {
    subject: number[]; // place in entities
    object: number[];
    predicate: number[]; // place in predicates
    quotes: number[];
  };
}

/** Every error, application/problem+json (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  fix?: string;
}

export interface Suggestion {
  kind: "topic" | "organisation" | "case";
  id: string;
  label: string;
  said: string; // the name that was typed or the other language's, where it is not the label; else empty
  note: string; // a kind of organisation, a case's school and year
  page: string; // where choosing it leads
}

/** GET /suggest */
export interface SuggestAnswer {
  query: string;
  suggestions: Suggestion[];
}
