// Shows the page of the PDF that is being read, beside its text.

const WIDE = "(min-width: 90rem)"; // as in the sheet: text and page stand side by side, so the page may open by itself
const CLOSED = "vocgraph-original-closed";
const PAUSE = 250; // milliseconds on a page before it is asked for: who scrolls on needs none of those between

export function showOriginal(panel: HTMLElement): void {
  const image = panel.querySelector("img");
  const whole = panel.querySelector<HTMLAnchorElement>("a");
  const where = panel.querySelector<HTMLElement>("[data-where]");
  const trouble = panel.querySelector<HTMLElement>("[data-trouble]");
  const opener = document.querySelector<HTMLButtonElement>("[data-opens-original]");
  if (!image || !whole || !where || !trouble || !opener) return;
  const last = Number(panel.dataset["pages"]);
  const starts = [...document.querySelectorAll<HTMLAnchorElement>("a[data-page]")];
  const steps = [...panel.querySelectorAll<HTMLButtonElement>("[data-step]")];
  let current = 0;
  let waiting = 0;
  let before = 0; // the page of the text when an image was shown: a page leafed to stays until the text is another's

  const show = (page: number): void => {
    if (page === current) return;
    current = page;
    const address = whole.href.replace(/\d+\.png(?=$|\?)/, `${page}.png`);
    where.textContent = (panel.dataset["where"] ?? "").replace("{page}", String(page));
    trouble.hidden = true;
    image.alt = (panel.dataset["alt"] ?? "").replace("{page}", String(page));
    image.src = whole.href = address;
    before = read();
    for (const step of steps) step.disabled = page + Number(step.dataset["step"]) < 1 || page + Number(step.dataset["step"]) > last;
  };

  /** The page of what stands at a place in the text. */
  const pageAt = (reached: (start: HTMLElement) => boolean): number =>
    Number(starts.filter(reached).at(-1)?.dataset["page"] ?? panel.dataset["firstPage"] ?? 1);
  const read = (): number => pageAt((start) => start.getBoundingClientRect().top < innerHeight / 2);

  const open = (page: number): void => {
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    show(page);
  };
  const close = (): void => {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  };

  image.addEventListener("error", () => (trouble.hidden = false));
  opener.addEventListener("click", () => {
    localStorage.setItem(CLOSED, panel.hidden ? "" : "1");
    if (panel.hidden) open(read());
    else close();
  });
  panel.querySelector("[data-close]")?.addEventListener("click", () => {
    localStorage.setItem(CLOSED, "1");
    close();
    opener.focus();
  });
  for (const step of steps) {
    step.addEventListener("click", () => {
      const page = current + Number(step.dataset["step"]);
      document.getElementById(`page-${page}`)?.scrollIntoView({ block: "start" });
      show(page);
    });
  }
  for (const start of starts) {
    start.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(Number(start.dataset["page"]));
    });
  }
  document.addEventListener(
    "scroll",
    () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const page = read();
        if (page !== before && !panel.hidden) show(page);
      }, PAUSE);
    },
    { passive: true },
  );

  const mark = document.querySelector<HTMLElement>(".text mark, .text tr.marked");
  if (matchMedia(WIDE).matches && !localStorage.getItem(CLOSED)) {
    open(mark ? pageAt((start) => !!(start.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING)) : read());
  }
}
