// Makes the graph that is drawn from the columns that the server sends; it knows nothing of the page.

import Graph from "graphology";
import type { NetworkAnswer } from "../types";

export interface Spot {
  x: number;
  y: number;
  label: string;
  kind: string;
  colour: number; // of its community; -1: that of all the rest
  neighbours: number;
  betweenness: number;
}

export interface Tie {
  quotes: number; // of all relations between the two
}

export type Drawn = Graph<Spot, Tie>;
export type Measure = "neighbours" | "betweenness";

/** One edge for each pair that has relations, however many and whichever way they point; none from a node to itself. */
export function makeGraph(answer: NetworkAnswer): Drawn {
  const graph = new Graph<Spot, Tie>({ type: "undirected", multi: false });
  const { entities, relations, kinds } = answer;
  const ids = entities.name.map((name, at) => entities.id[at] ?? `${kinds[entities.kind[at] as number]}/${name}`);
  ids.forEach((id, at) => {
    graph.addNode(id, {
      x: entities.x[at] as number,
      y: entities.y[at] as number,
      label: entities.name[at] as string,
      kind: kinds[entities.kind[at] as number] as string,
      colour: entities.colour[at] as number,
      neighbours: entities.neighbours[at] as number,
      betweenness: entities.betweenness[at] as number,
    });
  });
  relations.subject.forEach((subject, at) => {
    const source = ids[subject] as string;
    const target = ids[relations.object[at] as number] as string;
    const quotes = relations.quotes[at] as number;
    if (source === target) return;
    graph.updateEdge(source, target, (tie) => ({ quotes: (tie.quotes ?? 0) + quotes }));
  });
  return graph;
}

/** Radius in pixels: areas grow with the measure, and everybody is smaller where there is little room for each.
 *  @param room - square pixels of the picture for each node. */
export function radiusOf(value: number, largest: number, room: number): number {
  const least = Math.min(4.5, Math.max(1.4, 0.12 * Math.sqrt(room)));
  return least + 3 * least * Math.sqrt(largest > 0 ? value / largest : 0);
}

/** Names that hold what is typed: those that begin with it first, better connected before worse. */
export function suggest(graph: Drawn, typed: string, most = 12): string[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [];
  const found: { name: string; begins: boolean; neighbours: number }[] = [];
  graph.forEachNode((_, spot) => {
    const at = spot.label.toLowerCase().indexOf(wanted);
    if (at >= 0) found.push({ name: spot.label, begins: at === 0, neighbours: spot.neighbours });
  });
  found.sort((one, other) => Number(other.begins) - Number(one.begins) || other.neighbours - one.neighbours);
  return [...new Set(found.map((each) => each.name))].slice(0, most);
}
