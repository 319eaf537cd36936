// What the network page works out without a page: its graph, its addresses, its files.

import { expect, it } from "vitest";
import example from "../examples/network.json";
import { ofForm, withParameters } from "../src/network/address";
import { makeGraph, radiusOf, suggest } from "../src/network/graph";
import { overlap } from "../src/network/room";
import { type Scene, writeSvg } from "../src/network/svg";
import type { NetworkAnswer } from "../src/types";

const answer = example as NetworkAnswer;

function answerOf(names: string[], relations: [number, number, number][]): NetworkAnswer {
  const same = <T>(value: T): T[] => names.map(() => value);
  return {
    ...answer,
    entities: {
      id: same(null),
      name: names,
      kind: same(0),
      x: same(0),
      y: same(0),
      neighbours: names.map((_, at) => at),
      betweenness: same(0),
      community: same(0),
      colour: same(0),
    },
    relations: {
      subject: relations.map(([subject]) => subject),
      object: relations.map(([, object]) => object),
      predicate: relations.map(() => 0),
      quotes: relations.map(([, , quotes]) => quotes),
    },
  };
}

it("makes ids from kind and name where none is given", () => {
  const ids = makeGraph(answer).nodes();
  expect(ids).toEqual(answer.entities.name.map((name, at) => `${answer.kinds[answer.entities.kind[at] ?? 0]}/${name}`));
  const named = { ...answer, entities: { ...answer.entities, id: ["Enterprise/other", null] } };
  expect(makeGraph(named).nodes()[0]).toBe("Enterprise/other");
});

it("draws one edge for a pair, whichever way its relations point, and none from a node to itself", () => {
  const graph = makeGraph(
    answerOf(
      ["a", "b"],
      [
        [0, 1, 2],
        [1, 0, 3],
        [1, 1, 9],
      ],
    ),
  );
  expect(graph.mapEdges((_, tie) => tie.quotes)).toEqual([5]);
});

it("gives larger circles to larger values, and smaller ones to everybody where there is little room", () => {
  expect(radiusOf(9, 9, 1000)).toBeGreaterThan(radiusOf(1, 9, 1000));
  expect(radiusOf(1, 9, 1000)).toBeGreaterThan(radiusOf(1, 9, 100));
  expect(radiusOf(0, 0, 1000)).toBeGreaterThan(0);
});

it("suggests names that begin with what is typed first, then better connected ones", () => {
  const graph = makeGraph(answerOf(["蓝海公司", "小蓝海学院", "蓝海学院", "青山"], []));
  expect(suggest(graph, " 蓝海")).toEqual(["蓝海学院", "蓝海公司", "小蓝海学院"]);
  expect(suggest(graph, "蓝海", 1)).toEqual(["蓝海学院"]);
  expect(suggest(graph, " ")).toEqual([]);
});

it("changes some of an address and begins the table anew", () => {
  const address = "http://host/network?kind=Park&node=x&page=3#table";
  expect(withParameters(address, { node: "", from: "a b" })).toBe("http://host/network?kind=Park&from=a+b");
});

it("writes a form's answer short", () => {
  const entries: [string, FormDataEntryValue][] = [
    ["kind", "Park"],
    ["kind", "Alliance"],
    ["around", " "],
    ["depth", "2"],
    ["most", ""],
  ];
  expect(ofForm("http://host/network?node=x", entries)).toBe("http://host/network?kind=Park&kind=Alliance");
  expect(ofForm("http://host/network", [["around", "a"], ["depth", "2"]])).toBe("http://host/network?around=a&depth=2");
});

it("knows when two names would stand on each other", () => {
  const name = { left: 0, right: 50, top: 0, bottom: 18 };
  expect(overlap(name, { left: 40, right: 90, top: 10, bottom: 28 })).toBe(true);
  expect(overlap(name, { left: 50, right: 90, top: 0, bottom: 18 })).toBe(false);
  expect(overlap(name, { left: 0, right: 50, top: 18, bottom: 36 })).toBe(false);
});

const SCENE: Scene = {
  title: "a <b>",
  width: 100,
  height: 50,
  paper: "#fff",
  ink: "#000",
  font: '"Noto Sans", sans-serif',
  lines: [
    { x1: 10, y1: 10, x2: 90, y2: 40, colour: "#ccc", width: 1 },
    { x1: 200, y1: 10, x2: 300, y2: 40, colour: "#ccc", width: 1 },
  ],
  discs: [
    { x: 10, y: 10, radius: 4, colour: "#123456", label: 'A & "B"\u0001' },
    { x: 90.123, y: 40, radius: 4, colour: "#123456", label: "" },
    { x: -90, y: 40, radius: 4, colour: "#123456", label: "outside" },
  ],
};

it("writes what is within the frame, and nothing that breaks the file", () => {
  const svg = writeSvg(SCENE);
  expect(svg.match(/<line/g)).toHaveLength(1);
  expect(svg.match(/<circle/g)).toHaveLength(2);
  expect(svg).toContain(">A &amp; &quot;B&quot;</text>");
  expect(svg).toContain("<title>a &lt;b&gt;</title>");
  expect(svg).toContain('cx="90.1"');
  expect(svg).not.toContain("outside");
});
