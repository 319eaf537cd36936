// Draws the graph with sigma.js and keeps what is chosen in it.

import Sigma from "sigma";
import { EdgeLineProgram, EdgeRectangleProgram } from "sigma/rendering";
import type { Settings } from "sigma/settings";
import { type Drawn, type Measure, radiusOf, type Spot, type Tie } from "./graph";
import { type Box, overlap } from "./room";
import type { Scene } from "./svg";

export interface Choice {
  node: string; // empty: none
  way: string[];
  colour: "community" | "kind";
  size: Measure;
}

const MANY = 5_000; // edges
const FOR_A_NAME = 15_000; // square pixels: how many neighbours can all show their names

export class Picture {
  private readonly sigma: Sigma<Spot, Tie>;
  private near = new Set<string>(); // what stays bright while something is chosen; empty: everything
  private steps = new Set<string>(); // edges of the way
  private hovered = "";
  private taken: Box[] = []; // where names stand in the frame that is being drawn
  private readonly named = new Set<string>(); // nodes whose names stand there
  private largest = 0; // of the measure
  private area = 0; // square pixels

  /** Throws where the browser cannot draw. */
  constructor(
    box: HTMLElement,
    private graph: Drawn,
    private choice: Choice,
    onChoose: (node: string) => void,
  ) {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    this.settle(choice);
    this.measure(box.clientWidth, box.clientHeight);
    this.sigma = new Sigma<Spot, Tie>(graph, box, {
      allowInvalidContainer: true,
      ...this.customs(),
      edgeProgramClasses: { line: EdgeRectangleProgram, hair: EdgeLineProgram },
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelWeight: "500",
      labelDensity: 0.7,
      labelGridCellSize: 110,
      labelRenderedSizeThreshold: 7,
      minCameraRatio: 0.01,
      maxCameraRatio: 3,
      stagePadding: 24,
      zIndex: true,
      defaultDrawNodeLabel: (context, data) => this.name(context, data as typeof data & { key: string }),
      defaultDrawNodeHover: (context, data) => {
        context.beginPath();
        context.arc(data.x, data.y, data.size + 2, 0, Math.PI * 2);
        context.lineWidth = 2;
        context.strokeStyle = colourOf("--ink");
        context.stroke();
        drawLabel(context, data.label, data.x + data.size + 6, data.y);
        this.named.add((data as typeof data & { key: string }).key);
      },
      nodeReducer: (node, spot) => this.lookOf(node, spot),
      edgeReducer: (edge, tie) => this.lineOf(edge, tie),
    } as Partial<Settings<Spot, Tie>>);
    this.sigma.on("beforeRender", () => {
      this.taken = this.placeOf(this.choice.node);
      this.named.clear();
    });
    this.sigma.on("clickNode", ({ node }) => onChoose(node));
    this.sigma.on("clickStage", () => onChoose(""));
    this.sigma.on("enterNode", ({ node }) => this.hover(node, box));
    this.sigma.on("leaveNode", () => this.hover("", box));
    dark.addEventListener("change", () => this.sigma.scheduleRefresh());
    this.lookAtChoice();
  }

  get drawn(): Drawn {
    return this.graph;
  }

  show(graph: Drawn, choice: Choice): void {
    this.graph = graph;
    this.hovered = "";
    this.settle(choice);
    const { width, height } = this.sigma.getDimensions();
    this.measure(width, height);
    this.sigma.setGraph(graph); // first: changed settings draw at once, and what is drawn must be this graph
    this.sigma.setSettings(this.customs());
    this.fit();
    this.followOnceDrawn();
  }

  /** Bring out what is chosen, and move there where `follow` asks for it. */
  choose(choice: Choice, follow: boolean): void {
    this.settle(choice);
    const { width, height } = this.sigma.getDimensions();
    this.measure(width, height);
    this.sigma.setSettings(this.customs()); // which draws anew
    if (follow) this.followOnceDrawn();
  }

  zoom(how: "in" | "out" | "fit"): void {
    const camera = this.sigma.getCamera();
    if (how === "fit") this.fit();
    else void camera.animate({ ratio: camera.ratio * (how === "in" ? 1 / 1.5 : 1.5) }, pace());
  }

  /** Move what is seen by shares of the frame. */
  pan(right: number, up: number): void {
    const camera = this.sigma.getCamera();
    const { x, y, ratio } = camera.getState();
    void camera.animate({ x: x + right * ratio, y: y + up * ratio }, pace());
  }

  /** What is seen, for a file. */
  scene(title: string): Scene {
    const { width, height } = this.sigma.getDimensions();
    const at = (node: string): { x: number; y: number } =>
      this.sigma.framedGraphToViewport(this.sigma.getNodeDisplayData(node) ?? { x: 0, y: 0 });
    const lines = this.graph.mapEdges((edge, _, source, target) => {
      const look = this.sigma.getEdgeDisplayData(edge);
      const [from, to] = [at(source), at(target)];
      const seen = look !== undefined && !look.hidden;
      return { x1: from.x, y1: from.y, x2: to.x, y2: to.y, colour: look?.color ?? "", width: seen ? look.size : 0 };
    });
    const discs = this.graph.mapNodes((node) => {
      const look = this.sigma.getNodeDisplayData(node);
      const label = this.named.has(node) ? (look?.label ?? "") : "";
      return { ...at(node), radius: this.sigma.scaleSize(look?.size ?? 0), colour: look?.color ?? "", label };
    });
    return {
      title,
      width: Math.round(width),
      height: Math.round(height),
      paper: colourOf("--sheet"),
      ink: colourOf("--ink"),
      font: getComputedStyle(document.body).fontFamily,
      lines: lines.filter((line) => line.width > 0),
      discs,
    };
  }

  private settle(choice: Choice): void {
    const way = choice.way.filter((node) => this.graph.hasNode(node));
    this.choice = { ...choice, way, node: this.graph.hasNode(choice.node) ? choice.node : "" };
    this.steps = new Set(way.slice(1).flatMap((node, at) => this.graph.edges(way[at] as string, node)));
    const { node } = this.choice;
    this.near = new Set(node ? [node, ...this.graph.neighbors(node)] : way);
  }

  private measure(width: number, height: number): void {
    this.largest = 0;
    this.graph.forEachNode((_, spot) => (this.largest = Math.max(this.largest, spot[this.choice.size])));
    this.area = width * height;
  }

  private fit(): void {
    void this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, pace());
  }

  /** Until sigma has drawn its new settings, it tells places in the graph's own units, not in the camera's. */
  private followOnceDrawn(): void {
    this.sigma.once("afterRender", () => this.lookAtChoice());
  }

  private lookAtChoice(): void {
    const places = [...this.near].map((node) => this.sigma.getNodeDisplayData(node)).filter((place) => place !== undefined);
    if (places.length === 0) return;
    const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [low, high] = [Math.min(...ys), Math.max(...ys)];
    const ratio = Math.min(1, Math.max(0.12, 1.35 * Math.max(right - left, high - low)));
    void this.sigma.getCamera().animate({ x: (left + right) / 2, y: (low + high) / 2, ratio }, pace());
  }

  private hover(node: string, box: HTMLElement): void {
    box.classList.toggle("over-node", node !== "");
    if (this.graph.size > MANY) return; // sigma shows the name; bringing out its neighbours would take too long
    this.hovered = node;
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Many edges are hair lines that vanish while the picture moves. */
  private customs(): { hideEdgesOnMove: boolean; defaultEdgeType: string } {
    const many = this.graph.size > MANY;
    return { hideEdgesOnMove: many, defaultEdgeType: many ? "hair" : "line" };
  }

  /** Write a name where no other stands. */
  private name(
    context: CanvasRenderingContext2D,
    { key, label, x, y, size }: { key: string; label: string | null; x: number; y: number; size: number },
  ): void {
    if (!label || key === this.choice.node) return; // what is chosen is named above everything else
    const box = boxOf(context, label, x + size + 4, y);
    if (this.taken.some((other) => overlap(box, other))) return;
    this.taken.push(box);
    this.named.add(key);
    drawLabel(context, label, x + size + 4, y);
  }

  /** Room for the name of what is chosen; none where nothing is. */
  private placeOf(node: string): Box[] {
    const look = node ? this.sigma.getNodeDisplayData(node) : undefined;
    const context = this.sigma.getCanvases()["labels"]?.getContext("2d");
    if (!look?.label || !context) return [];
    const { x, y } = this.sigma.framedGraphToViewport(look);
    return [boxOf(context, look.label, x + this.sigma.scaleSize(look.size) + 6, y)];
  }

  private isCrowded(node: string): boolean {
    return this.graph.degree(node) * FOR_A_NAME > this.area;
  }

  private isNear(node: string): boolean {
    if (this.hovered) return node === this.hovered || this.graph.areNeighbors(node, this.hovered);
    return this.near.size === 0 || this.near.has(node);
  }

  private lookOf(node: string, spot: Spot): Record<string, unknown> {
    const { colour, size, node: chosen } = this.choice;
    const near = this.isNear(node);
    const own = spot.colour < 0 ? "rest" : String(spot.colour);
    const hue = colourOf(colour === "kind" ? `--kind-${spot.kind}` : `--community-${own}`);
    const singled = near && (this.near.size > 0 || this.hovered !== "");
    return {
      x: spot.x,
      y: spot.y,
      size: radiusOf(spot[size], this.largest, this.area / this.graph.order),
      color: near ? hue : colourOf("--faded"),
      label: near ? spot.label : "",
      forceLabel: singled, // as far as there is room
      highlighted: node === chosen,
      zIndex: near ? 1 : 0,
    };
  }

  private lineOf(edge: string, tie: Tie): Record<string, unknown> {
    const [source, target] = this.graph.extremities(edge);
    const focus = this.hovered || this.choice.node;
    const bright = focus ? source === focus || target === focus : this.steps.has(edge);
    const quiet = focus !== "" || this.choice.way.length > 0;
    const width = Math.min(4, 0.8 + 0.4 * Math.log2(tie.quotes));
    const crowded = focus !== "" && this.isCrowded(focus);
    if (bright) return { color: colourOf("--accent"), size: this.steps.has(edge) ? 3 : crowded ? 0.7 : width, zIndex: 1 };
    const faint = quiet || this.graph.size > MANY;
    return { color: colourOf(faint ? "--edge-faded" : "--edge"), size: width, zIndex: 0 };
  }
}

/** A colour that the style sheet names, for light or dark; looked up once for each drawing of thousands of nodes. */
let known = new Map<string, string>();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (known = new Map()));

export function colourOf(name: string): string {
  let colour = known.get(name);
  if (colour === undefined) {
    colour = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    known.set(name, colour);
  }
  return colour;
}

function boxOf(context: CanvasRenderingContext2D, label: string, x: number, y: number): Box {
  context.font = `500 13px ${getComputedStyle(document.body).fontFamily}`;
  return { left: x, right: x + context.measureText(label).width, top: y - 9, bottom: y + 9 };
}

function drawLabel(context: CanvasRenderingContext2D, label: string | null, x: number, y: number): void {
  if (!label) return;
  context.font = `500 13px ${getComputedStyle(document.body).fontFamily}`;
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = colourOf("--sheet");
  context.strokeText(label, x, y + 4);
  context.fillStyle = colourOf("--ink");
  context.fillText(label, x, y + 4);
}

function pace(): { duration: number } {
  return { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 260 };
}
