// Adds keys, sending on choice and copying to pages that already work without it.

import "./style.css";
import "./figures.css";
import "./original.css";
import "./searching.css";
import "./uploads.css";
import "./print.css";
import { suggestFor } from "./combobox";
import { tendButtons } from "./keeping";
import { showList } from "./list-page";
import { moveFor, step } from "./moves";
import { showOriginal } from "./original";
import { followReading, turnToPlace } from "./outline";
import { followChange } from "./uploads";

const results = [...document.querySelectorAll<HTMLElement>("[data-result]")];
let current = -1;

followChange(document);

for (const element of document.querySelectorAll<HTMLElement>("[data-without-script]")) element.hidden = true;
for (const element of document.querySelectorAll<HTMLElement>("[data-with-script]")) element.hidden = false;

for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggests]")) suggestFor(input);

const readingList = document.querySelector<HTMLElement>("[data-reading-list]");
if (readingList) showList(readingList);
tendButtons();

for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) button.addEventListener("click", () => print());

// An address without empty parameters is shorter to pass on.
for (const form of document.querySelectorAll<HTMLFormElement>("form.search, form.selection")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) {
      if ((value === "" && name !== "q") || (name === "depth" && value === "1")) event.formData.delete(name);
    }
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  button.addEventListener("click", () => void copy(button));
}

// Where the navigation is pushed sideways, the entry of this page is in sight.
const navigation = document.querySelector<HTMLElement>(".main-nav");
const here = navigation?.querySelector<HTMLElement>("[aria-current]");
if (navigation && here) navigation.scrollLeft = here.offsetLeft - navigation.offsetLeft - (navigation.clientWidth - here.offsetWidth) / 2;

const outline = document.querySelector<HTMLElement>("nav.outline");
if (outline) {
  followReading(outline);
  turnToPlace(outline);
  addEventListener("hashchange", () => turnToPlace(outline));
}

const original = document.querySelector<HTMLElement>(".original");
if (original) showOriginal(original);

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const move = moveFor({
    key: event.key,
    withModifier: event.ctrlKey || event.altKey || event.metaKey,
    inField: target?.matches("input, select, textarea") ?? false,
    composing: event.isComposing,
  });
  if (move === "search") {
    const field = document.querySelector<HTMLInputElement>('input[type="search"]'); // parts of a page may be replaced
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  } else if (move === "leave") {
    target?.blur();
  } else if ((move === "next" || move === "previous") && results.length > 0 && !target?.matches("select")) {
    event.preventDefault();
    select(step(current, move, results.length));
  } else if (move === "open" && current >= 0 && !target?.closest("a, button, summary")) {
    linkOf(results[current])?.click();
  }
});

function select(place: number): void {
  current = place;
  const result = results[place];
  linkOf(result)?.focus({ preventScroll: true });
  result?.scrollIntoView({ block: "nearest" });
}

function linkOf(result: HTMLElement | undefined): HTMLAnchorElement | null {
  return result?.querySelector<HTMLAnchorElement>("h2 a, a") ?? null;
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const words = [button.dataset["copy"], location.href].filter(Boolean).join("，");
  await navigator.clipboard.writeText(words);
  const label = button.textContent;
  button.textContent = button.dataset["copied"] ?? label;
  setTimeout(() => (button.textContent = label), 1600);
}
