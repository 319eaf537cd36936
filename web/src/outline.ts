// Shows in a report's outline which of its headings is being read, and turns to the part that a line stands on.

export function followReading(outline: HTMLElement): void {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of outline.querySelectorAll<HTMLAnchorElement>("ol a[href^='#L']")) {
    const target = document.getElementById(link.hash.slice(1))?.closest("h2, h3, h4, h5, h6");
    if (target && !links.has(target)) links.set(target, link);
  }
  // Above the first heading of a part, its section began on the part before.
  const begun = outline.querySelector<HTMLAnchorElement>(".sections [aria-current]") ?? undefined;
  let current = begun;
  const headings = [...links.keys()];
  const watch = new IntersectionObserver(
    () => {
      const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
      const last = above.at(-1);
      const next = last ? links.get(last) : begun;
      if (next === current) return;
      current?.removeAttribute("aria-current");
      next?.setAttribute("aria-current", "location");
      if (next && getComputedStyle(outline).position === "sticky") {
        const box = next.getBoundingClientRect();
        const frame = outline.getBoundingClientRect();
        if (box.top < frame.top || box.bottom > frame.bottom) outline.scrollTop += box.top - frame.top - frame.height / 3;
      }
      current = next;
    },
    { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] },
  );
  for (const heading of headings) watch.observe(heading);
}

/** Goes to the line or page that the address names, also where it is blank or stands on another part of the report. */
export function turnToPlace(outline: HTMLElement): void {
  const address = new URL(location.href);
  const asked = address.searchParams.get("line");
  const page = /^#page-(\d+)$/.exec(location.hash)?.[1];
  const line = /^#L(\d+)/.exec(location.hash)?.[1] ?? (location.hash ? null : asked);
  if (location.hash && document.getElementById(location.hash.slice(1))) return;
  if (page) {
    const link = [...outline.querySelectorAll<HTMLAnchorElement>(".pages a")].find((each) => each.textContent === page);
    if (link && link.href !== address.href) location.replace(link.href);
  }
  if (!line) return;
  const lines = [...document.querySelectorAll<HTMLElement>(".text [id^='L']")]
    .map((element) => ({ element, number: Number(/^L(\d+)$/.exec(element.id)?.[1]) }))
    .filter(({ number }) => number > 0)
    .sort((one, other) => one.number - other.number);
  const wanted = Number(line);
  const here = wanted >= (lines[0]?.number ?? 0) && wanted <= (lines.at(-1)?.number ?? 0);
  if ("divided" in outline.dataset && !here && asked !== line) {
    address.searchParams.delete("mark");
    address.searchParams.set("line", line);
    location.replace(address);
    return;
  }
  const found = lines.find(({ number }) => number >= wanted) ?? lines.at(-1);
  if (found && (location.hash || found !== lines[0])) found.element.scrollIntoView({ block: "start" });
}
