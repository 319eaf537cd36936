// Keeps a reading list and writes it out as Markdown, CSV or RIS; it knows nothing of the page or of the browser.

/** A case, a passage or a report that someone wants to keep, with all that a citation of it needs. */
export interface Entry {
  readonly id: string;
  readonly kind: string; // case, prose, table or report
  readonly title: string;
  readonly school: string;
  readonly source: string; // the report's title
  readonly year: number | null;
  readonly page: number | null;
  readonly first: number; // lines of the report's raw text, 1-based and inclusive; 0: the report as a whole
  readonly last: number;
  readonly text: string;
  readonly href: string; // an address on this site, from its root
  readonly note: string;
}

/** Words of the interface that the files use; {first}, {last}, {page} and {count} are filled in. */
export interface Wording {
  readonly heading: string;
  readonly note: string;
  readonly page: string;
  readonly line: string;
  readonly lines: string;
  readonly columns: readonly string[]; // of CSV, in the order of COLUMNS
}

const COLUMNS: readonly ((entry: Entry, site: string) => string | number | null)[] = [
  (entry) => entry.title,
  (entry) => entry.school,
  (entry) => entry.source,
  (entry) => entry.year,
  (entry) => entry.page,
  (entry) => entry.first || null,
  (entry) => entry.last || null,
  (entry, site) => site + entry.href,
  (entry) => entry.note,
  (entry) => entry.text,
];

/** What was stored, read back; whatever is no entry (another program's, an older form) is left out. */
export function read(stored: string | null): Entry[] {
  let found: unknown;
  try {
    found = JSON.parse(stored ?? "[]");
  } catch {
    return [];
  }
  return Array.isArray(found) ? found.flatMap((one) => entryOf(one) ?? []) : [];
}

/** An entry from data of unknown form; undefined where the needed fields are missing. */
export function entryOf(data: unknown): Entry | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const given = data as Record<string, unknown>;
  const text = (name: string): string => (typeof given[name] === "string" ? given[name] : "");
  const number = (name: string): number | null => (typeof given[name] === "number" ? given[name] : null);
  const href = text("href");
  if (!text("id") || !text("title") || !href.startsWith("/") || href.startsWith("//")) return undefined;
  return {
    id: text("id"),
    kind: text("kind"),
    title: text("title"),
    school: text("school"),
    source: text("source"),
    year: number("year"),
    page: number("page"),
    first: number("first") ?? 0,
    last: number("last") ?? 0,
    text: text("text"),
    href,
    note: text("note"),
  };
}

export function holds(list: readonly Entry[], id: string): boolean {
  return list.some((entry) => entry.id === id);
}

/** The list with the entry at its end, or without it where it was there. */
export function toggle(list: readonly Entry[], entry: Entry): Entry[] {
  return holds(list, entry.id) ? list.filter((other) => other.id !== entry.id) : [...list, entry];
}

export function annotate(list: readonly Entry[], id: string, note: string): Entry[] {
  return list.map((entry) => (entry.id === id ? { ...entry, note } : entry));
}

/** Where an entry stands in its report: page and lines, as far as they are known. */
export function place(entry: Entry, words: Wording): string {
  const page = entry.page === null ? "" : words.page.replace("{page}", String(entry.page));
  const pattern = entry.first === entry.last ? words.line : words.lines;
  const lines = pattern.replace("{first}", String(entry.first)).replace("{last}", String(entry.last));
  return [page, entry.first ? lines : ""].filter(Boolean).join(" · ");
}

/** A reference in the order of GB/T 7714: author, title [R], in which report, year, place. */
export function citation(entry: Entry, words: Wording): string {
  const whole = entry.title === entry.source;
  const title = whole ? `${entry.title}[R]` : `${entry.title}[R]//${entry.source}`;
  const end = [entry.year, place(entry, words)].filter(Boolean).join(": ");
  return [entry.school, title, end].filter(Boolean).join(". ") + ".";
}

export function markdown(list: readonly Entry[], words: Wording, site: string): string {
  const items = list.map((entry, at) => {
    const lines = [`${at + 1}. [${escapeMarkdown(entry.title)}](${site}${entry.href})  `, `   ${escapeMarkdown(citation(entry, words))}`];
    if (entry.text) lines.push("", `   > ${escapeMarkdown(entry.text)}`);
    if (entry.note) lines.push("", ...entry.note.split("\n").map((line, row) => `   ${row ? "" : `**${words.note}** `}${escapeMarkdown(line)}`));
    return lines.join("\n");
  });
  return [`# ${words.heading.replace("{count}", String(list.length))}`, ...items].join("\n\n") + "\n";
}

/** RFC 4180 with a byte order mark, and with nothing that a spreadsheet takes for a formula. */
export function csv(list: readonly Entry[], words: Wording, site: string): string {
  const rows = [words.columns, ...list.map((entry) => COLUMNS.map((column) => column(entry, site)))];
  return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

/** For Zotero, EndNote, NoteExpress and others: a part of a report is a chapter, a report a report. */
export function ris(list: readonly Entry[], words: Wording, site: string): string {
  return list
    .map((entry) => {
      const whole = entry.title === entry.source;
      const fields: [string, string | number | null][] = [
        ["TY", whole ? "RPRT" : "CHAP"],
        ["AU", entry.school],
        ["TI", entry.title],
        ["T2", whole ? "" : entry.source],
        ["PY", entry.year],
        ["SP", entry.page],
        ["UR", site + entry.href],
        ["LA", "zh"],
        ["AB", entry.text],
        ["N1", [place(entry, words), entry.note].filter(Boolean).join("\n")],
        ["ER", ""],
      ];
      return fields
        .filter(([name, value]) => name === "ER" || (value !== null && value !== ""))
        .map(([name, value]) => `${name}  - ${String(value).replace(/\s*\n\s*/g, " ")}\r\n`)
        .join("");
    })
    .join("\r\n");
}

function cell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}
