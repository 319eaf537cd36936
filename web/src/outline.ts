// Shows in a report's outline which of its headings is being read, and turns to the part that a line stands on.

export function followReading(outline: HTMLElement): void {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of outline.querySelectorAll<HTMLAnchorElement>("ol a[href^='#L']")) {
    const target = document.getElementById(link.hash.slice(1))?.closest("h2, h3, h4, h5, h6");
    if (target && !links.has(target)) links.set(target, link);
  }
  let current: HTMLAnchorElement | undefined;
  const headings = [...links.keys()];
  const watch = new IntersectionObserver(
    () => {
      const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
      const last = above.at(-1);
      const next = last && links.get(last);
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

/** Where an address names a line that stands on another part of the report, such as a link kept from elsewhere. */
export function turnToLine(): void {
  const line = /^#L(\d+)/.exec(location.hash)?.[1];
  const address = new URL(location.href);
  if (!line || document.getElementById(location.hash.slice(1)) || address.searchParams.get("line") === line) return;
  address.searchParams.delete("mark");
  address.searchParams.set("line", line);
  location.replace(address);
}
