// Turns a search field into a combobox (WAI-ARIA 1.2): suggestions below it, chosen by arrows, pointer or touch.

import { Asker, NONE, around, ring, worthAsking } from "./suggest";
import type { SuggestAnswer, Suggestion } from "./types";

const PAUSE = 90; // milliseconds without a key before the server is asked

/** The field must name its list (`data-suggests`), and the list must hold the template of one option. */
export function suggestFor(field: HTMLInputElement): void {
  const list = document.getElementById(field.dataset["suggests"] ?? "");
  const template = list?.querySelector("template");
  const address = list?.dataset["source"];
  if (!list || !template || !address) return;

  const asker = new Asker(async (text) => {
    const url = new URL(address, location.href);
    url.searchParams.set("q", text);
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(String(answer.status));
    return ((await answer.json()) as SuggestAnswer).suggestions;
  });
  let options: HTMLElement[] = [];
  let current = NONE;
  let timer = 0;

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  field.addEventListener("input", () => {
    clearTimeout(timer);
    choose(NONE);
    timer = setTimeout(() => void update(), PAUSE); // while a word is composed too: pinyin finds names itself
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const next = ring(current, event.key, options.length);
    if (next !== undefined) {
      choose(next);
    } else if (event.key === "Enter" && current !== NONE) {
      follow(options[current]);
    } else if (event.key === "Escape") {
      close();
    } else {
      if (event.key === "Tab") close();
      return;
    }
    event.preventDefault();
    event.stopPropagation(); // the page's own keys move over results
  });
  field.addEventListener("blur", close);
  field.form?.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus until the click
  list.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
    if (target) follow(target);
  });

  async function update(): Promise<void> {
    if (!field || !worthAsking(field.value)) return close();
    const found = await asker.ask(field.value);
    if (found && document.activeElement === field) show(found);
  }

  function show(found: Suggestion[]): void {
    for (const option of options) option.remove();
    options = found.map(optionOf);
    list?.append(...options);
    choose(NONE);
    if (list) list.hidden = options.length === 0;
    field.setAttribute("aria-expanded", String(options.length > 0));
  }

  function optionOf(one: Suggestion, place: number): HTMLElement {
    const option = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
    option.id = `${list?.id}-${place}`;
    const [before, typed, after] = around(one.label, field.value);
    set(option, ".before", before);
    set(option, ".typed", typed);
    set(option, ".after", after);
    set(option, ".said", one.said);
    set(option, ".note", one.note);
    option.dataset["kind"] = one.kind;
    option.dataset["page"] = one.page;
    return option;
  }

  function choose(place: number): void {
    options[current]?.removeAttribute("aria-selected");
    current = place;
    const option = options[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function close(): void {
    clearTimeout(timer);
    asker.forget();
    if (list) list.hidden = true;
    choose(NONE);
    field.setAttribute("aria-expanded", "false");
  }
}

function set(option: HTMLElement, selector: string, text: string): void {
  const element = option.querySelector(selector);
  if (element) element.textContent = text;
}

function follow(option: HTMLElement | undefined): void {
  if (option?.dataset["page"]) location.assign(option.dataset["page"]);
}
