// Shows the reading list on its page: every entry from the page's own template, with its note, and the files to take away.

import { follow, load, save } from "./keeping";
import { type Entry, type Wording, annotate, citation, csv, markdown, place, ris } from "./reading-list";

const WRITERS = { md: markdown, csv, ris } as const;
const MEDIA = { md: "text/markdown", csv: "text/csv", ris: "application/x-research-info-systems" } as const;

export function showList(root: HTMLElement): void {
  const words = JSON.parse(root.dataset["words"] ?? "{}") as Wording;
  const items = root.querySelector<HTMLElement>("[data-items]");
  const template = root.querySelector("template");
  if (!items || !template) return;

  follow((list) => {
    for (const part of root.querySelectorAll<HTMLElement>("[data-when]")) {
      part.hidden = (part.dataset["when"] === "empty") !== (list.length === 0);
    }
    const shown = [...items.children].map((item) => (item as HTMLElement).dataset["id"]);
    if (shown.join("\n") === list.map((entry) => entry.id).join("\n")) return; // a note is being written: leave it be
    items.replaceChildren(...list.map((entry) => itemOf(entry, template)));
  });

  function itemOf(entry: Entry, from: HTMLTemplateElement): HTMLElement {
    const item = from.content.firstElementChild?.cloneNode(true) as HTMLElement;
    item.dataset["id"] = entry.id;
    const link = item.querySelector("a");
    if (link) {
      link.textContent = entry.title;
      link.href = withLanguage(entry.href);
    }
    set(item, ".excerpt", entry.text);
    set(item, ".place", place(entry, words));
    set(item, ".citation", citation(entry, words));
    for (const badge of item.querySelectorAll<HTMLElement>("[data-kind]")) badge.hidden = badge.dataset["kind"] !== entry.kind;
    const note = item.querySelector("textarea");
    if (note) {
      note.value = entry.note;
      note.addEventListener("input", () => save(annotate(load(), entry.id, note.value)));
    }
    item.querySelector("[data-remove]")?.addEventListener("click", () => {
      const at = items ? [...items.children].indexOf(item) : 0;
      save(load().filter((other) => other.id !== entry.id));
      const next = items?.children[Math.min(at, items.children.length - 1)]?.querySelector("a");
      (next ?? document.getElementById("main"))?.focus();
    });
    return item;
  }

  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-write]")) {
    button.addEventListener("click", () => {
      const form = button.dataset["write"] as keyof typeof WRITERS;
      hand(`vocgraph-list.${form}`, MEDIA[form], WRITERS[form](load(), words, location.origin));
    });
  }
  const clear = root.querySelector<HTMLButtonElement>("[data-clear]");
  clear?.addEventListener("click", () => {
    if (confirm(clear.dataset["clear"])) save([]);
  });
}

/** Offers text as a file, made in the browser: the list never leaves it. */
function hand(name: string, media: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${media};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The same address in the language that this page's address names. */
function withLanguage(href: string): string {
  const language = new URL(location.href).searchParams.get("lang");
  const url = new URL(href, location.origin);
  if (language) url.searchParams.set("lang", language);
  return url.pathname + url.search + url.hash;
}

function set(item: HTMLElement, selector: string, text: string): void {
  const element = item.querySelector<HTMLElement>(selector);
  if (!element) return;
  element.textContent = text;
  element.hidden = text === "";
}
