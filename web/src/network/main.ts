// Brings the network page to life: the picture, and everything that changes without leaving the page.

import "./network.css";
import type { NetworkAnswer } from "../types";
import { ofForm, withParameters } from "./address";
import { makeGraph, suggest } from "./graph";
import { type Choice, Picture } from "./picture";
import { visit } from "./stay";
import { writeSvg } from "./svg";

const box = document.querySelector<HTMLElement>("#picture");
const state = document.querySelector<HTMLElement>('[data-part="state"]');
const conditions = document.querySelector<HTMLDetailsElement>(".conditions");
let picture: Picture | undefined;
let drawn = ""; // the source of what is drawn

if (conditions && matchMedia("(max-width: 70rem)").matches) conditions.open = false;
if (box && state) {
  void update(box, state, { follow: true });
  listen(box, state);
}

/** Draw what the page says: other data where its source changed, and what is chosen. */
async function update(box: HTMLElement, state: HTMLElement, { follow }: { follow: boolean }): Promise<void> {
  box.ariaLabel = state.dataset["label"] ?? "";
  const source = state.dataset["source"] ?? "";
  if (source !== drawn) {
    drawn = source;
    note(box, box.dataset["loading"] ?? "");
    let answer: NetworkAnswer;
    try {
      const response = await fetch(source);
      if (!response.ok) throw new Error(String(response.status));
      answer = (await response.json()) as NetworkAnswer;
    } catch {
      if (source === drawn) note(box, box.dataset["failed"] ?? "");
      drawn = "";
      return;
    }
    if (source !== drawn) return; // the reader has gone on
    const graph = makeGraph(answer);
    if (picture) {
      picture.show(graph, choiceOf(state));
    } else if (canDraw()) {
      picture = new Picture(box, graph, choiceOf(state), (node) => choose(box, state, node));
    } else {
      note(box, box.dataset["noWebgl"] ?? "");
      return;
    }
    note(box, "");
  } else {
    picture?.choose(choiceOf(state), follow);
  }
  box.dataset["drawn"] = String(picture?.drawn.order ?? "");
}

function canDraw(): boolean {
  return ["webgl2", "webgl"].some((kind) => document.createElement("canvas").getContext(kind) !== null);
}

function choiceOf(state: HTMLElement): Choice {
  return {
    node: state.dataset["node"] ?? "",
    way: JSON.parse(state.dataset["way"] ?? "[]") as string[],
    colour: state.dataset["colour"] === "kind" ? "kind" : "community",
    size: state.dataset["size"] === "betweenness" ? "betweenness" : "neighbours",
  };
}

function note(box: HTMLElement, text: string): void {
  const place = box.querySelector<HTMLElement>(".picture-note");
  if (!place) return;
  place.textContent = text;
  place.hidden = text === "";
}

function choose(box: HTMLElement, state: HTMLElement, node: string): void {
  const { node: chosen, way } = choiceOf(state);
  if (node === chosen && (node || way.length === 0)) return;
  go(box, state, withParameters(location.href, { node, from: "", to: "" }), { follow: false });
}

function go(
  box: HTMLElement,
  state: HTMLElement,
  address: string,
  { focus = false, back = false, follow = true } = {},
): void {
  const arrived = (): void => {
    void update(box, state, { follow });
    if (focus) document.querySelector<HTMLElement>("#chosen-title, #way-title")?.focus();
  };
  void visit(address, arrived, { focus, back });
}

function listen(box: HTMLElement, state: HTMLElement): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>("a[data-stay]");
    if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      go(box, state, link.href, { focus: link.dataset["entity"] !== undefined });
      return;
    }
    const zoom = target.closest<HTMLElement>("[data-zoom]")?.dataset["zoom"];
    if (zoom === "in" || zoom === "out" || zoom === "fit") picture?.zoom(zoom);
    const take = target.closest<HTMLElement>("[data-take]")?.dataset["take"];
    if (picture && take) void save(picture, take === "png", box.dataset["file"] ?? "network");
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-stay]")) return;
    event.preventDefault();
    go(box, state, ofForm(form.action, new FormData(form)), { focus: !form.matches("[data-on-change]") });
  });
  document.addEventListener("change", (event) => {
    (event.target as Element).closest<HTMLFormElement>("form[data-on-change]")?.requestSubmit();
  });
  document.addEventListener("input", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.getAttribute("list") === "node-names") offer(field, event as InputEvent);
  });
  addEventListener("popstate", () => go(box, state, location.href, { back: true }));
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !picture) return;
    const step = 0.12;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => picture?.pan(-step, 0),
      ArrowRight: () => picture?.pan(step, 0),
      ArrowUp: () => picture?.pan(0, step),
      ArrowDown: () => picture?.pan(0, -step),
      "+": () => picture?.zoom("in"),
      "=": () => picture?.zoom("in"),
      "-": () => picture?.zoom("out"),
      "0": () => picture?.zoom("fit"),
      Escape: () => choose(box, state, ""),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  });
}

/** Names for what is typed; one that is picked from the list is looked for at once. */
function offer(field: HTMLInputElement, event: InputEvent): void {
  const list = document.querySelector<HTMLDataListElement>("#node-names");
  if (!list || !picture || event.isComposing) return;
  const names = suggest(picture.drawn, field.value);
  const picked = names.includes(field.value) && (event.inputType ?? "insertReplacementText") === "insertReplacementText";
  list.replaceChildren(...names.map((name) => new Option(name, name)));
  if (picked && field.form?.checkValidity()) field.form.requestSubmit();
}

async function save(picture: Picture, asPng: boolean, name: string): Promise<void> {
  const scene = picture.scene(document.title);
  const text = writeSvg(scene);
  if (!asPng) {
    download(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
    return;
  }
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = scene.width * 2;
  canvas.height = scene.height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && download(blob, `${name}.png`), "image/png");
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
