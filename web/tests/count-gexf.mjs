// Reads a GEXF file as Gephi Lite does (graphology-gexf) and prints what arrived, for a test of the exporter.
import { readFileSync } from "node:fs";
import Graph from "graphology";
import gexf from "graphology-gexf";

const graph = gexf.parse(Graph, readFileSync(process.argv[2], "utf8"), { addMissingNodes: false });
const [first] = graph.nodes();
const { label, color, size, x, y } = graph.getNodeAttributes(first);
console.log(JSON.stringify({ nodes: graph.order, edges: graph.size, multi: graph.multi, first: { label, color, size, x, y } }));
