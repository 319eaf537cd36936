// Holds the reading list in the browser's own storage and keeps buttons, the count and other windows in step with it.

import { type Entry, entryOf, holds, read, toggle } from "./reading-list";

const KEY = "vocgraph.list";

export function load(): Entry[] {
  try {
    return read(localStorage.getItem(KEY));
  } catch {
    return []; // storage is switched off: the buttons then say so by staying as they are
  }
}

export function save(list: readonly Entry[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // full or switched off: what is shown is read back, so nothing is said to be kept that is not
  }
  document.dispatchEvent(new Event("list-changed"));
}

/** Calls back now and whenever the list changes, here or in another window. */
export function follow(show: (list: Entry[]) => void): void {
  const update = (): void => show(load());
  document.addEventListener("list-changed", update);
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) update();
  });
  addEventListener("pageshow", update); // a page from the browser's history has not heard of changes
  update();
}

/** Every button that keeps something carries it as JSON in `data-keep`, and a word for each of its two states. */
export function tendButtons(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("button[data-keep]")];
  const entries = new Map(buttons.map((button) => [button, entryOf(JSON.parse(button.dataset["keep"] ?? "null"))]));
  for (const [button, entry] of entries) {
    if (entry) button.addEventListener("click", () => save(toggle(load(), entry)));
  }
  const counts = document.querySelectorAll<HTMLElement>("[data-kept-count]");
  follow((list) => {
    for (const count of counts) {
      count.textContent = String(list.length);
      count.hidden = list.length === 0;
    }
    for (const [button, entry] of entries) {
      const kept = entry !== undefined && holds(list, entry.id);
      button.classList.toggle("kept", kept);
      for (const word of button.querySelectorAll<HTMLElement>("[data-when]")) {
        word.hidden = (word.dataset["when"] === "kept") !== kept;
      }
    }
  });
}
