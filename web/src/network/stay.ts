// Follows links and forms without leaving the page: the server writes the new page, and its parts take their places.

type Arrived = (how: { focus: boolean; back: boolean }) => void;

let latest = 0; // a slow answer to an earlier question must not replace a later one

/** Go to an address of this page and show its parts. */
export async function visit(address: string, arrived: Arrived, { focus = false, back = false } = {}): Promise<void> {
  latest += 1;
  const turn = latest;
  document.body.classList.add("waiting");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== latest) return;
    if (!page.querySelector('[data-part="state"]')) {
      location.assign(address); // an error, or another page
      return;
    }
    if (!back) history.pushState(null, "", address);
    exchange(page);
    arrived({ focus, back });
  } catch {
    if (turn === latest) location.assign(address); // the browser says what is wrong
  } finally {
    if (turn === latest) document.body.classList.remove("waiting");
  }
}

/** Put each part of the new page in the place of the old one, without taking the keyboard away from the reader. */
function exchange(page: Document): void {
  const held = nameOf(document.activeElement);
  for (const old of document.querySelectorAll<HTMLElement>("[data-part]")) {
    const part = page.querySelector<HTMLElement>(`[data-part="${old.dataset["part"]}"]`);
    if (!part) continue;
    for (const { name, value } of part.attributes) {
      if (name.startsWith("data-") || name === "aria-label") old.setAttribute(name, value);
    }
    old.replaceChildren(...[...part.childNodes].map((child) => document.importNode(child, true)));
    for (const element of old.querySelectorAll<HTMLElement>("[data-without-script]")) element.hidden = true;
    for (const element of old.querySelectorAll<HTMLElement>("[data-with-script]")) element.hidden = false;
  }
  if (held && !document.querySelector(held)?.matches(":focus")) {
    document.querySelector<HTMLElement>(held)?.focus({ preventScroll: true });
  }
}

/** A selector that finds the same control on the new page; empty where there is none to find. */
function nameOf(element: Element | null): string {
  const part = element?.closest("[data-part]");
  if (!element || !part) return "";
  const within = `[data-part="${part.getAttribute("data-part")}"] `;
  if (element.id) return `${within}#${CSS.escape(element.id)}`;
  const [name, value] = [element.getAttribute("name"), element.getAttribute("value")];
  if (!name) return "";
  const same = element.matches('[type="checkbox"]') && value !== null ? `[value="${CSS.escape(value)}"]` : "";
  return `${within}[name="${CSS.escape(name)}"]:not([type="hidden"])${same}`;
}
