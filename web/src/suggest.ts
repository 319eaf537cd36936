// Decides what to ask while someone types and which suggestion is chosen; it knows nothing of the page.

import type { Suggestion } from "./types";

export const NONE = -1; // no suggestion is chosen: Enter sends what was typed

/** The suggestion chosen after a key, in a ring through "none": down from the last comes back to what was typed. */
export function ring(current: number, key: string, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "ArrowDown") return current + 1 < count ? current + 1 : NONE;
  if (key === "ArrowUp") return current === NONE ? count - 1 : current - 1;
  return undefined;
}

/** Whether typed text is worth asking about: neither nothing nor a whole sentence. */
export function worthAsking(text: string): boolean {
  const length = text.trim().length;
  return length > 0 && length <= 40;
}

/** The label cut around what was typed, so that it can be set apart: before, typed, after. */
export function around(label: string, typed: string): [string, string, string] {
  const at = label.toLowerCase().indexOf(typed.trim().toLowerCase());
  const size = typed.trim().length;
  return at < 0 || size === 0 ? [label, "", ""] : [label.slice(0, at), label.slice(at, at + size), label.slice(at + size)];
}

/** Asks for one text at a time, remembers what was answered, and drops answers that come too late. */
export class Asker {
  private readonly known = new Map<string, Suggestion[]>();
  private latest = 0;

  constructor(private readonly fetch: (text: string) => Promise<Suggestion[]>) {}

  /** The suggestions for a text, or undefined where another text was asked for meanwhile or the server is away. */
  async ask(text: string): Promise<Suggestion[] | undefined> {
    const turn = ++this.latest;
    const key = text.trim();
    let found = this.known.get(key);
    if (!found) {
      try {
        found = await this.fetch(key);
      } catch {
        return undefined; // suggesting is a courtesy: typing goes on without it
      }
      this.known.set(key, found);
    }
    return turn === this.latest ? found : undefined;
  }

  /** Let go of what is on its way. */
  forget(): void {
    this.latest++;
  }
}
