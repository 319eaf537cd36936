// Decides what a key means; it knows nothing of the page, so that it can be tested without one.

export type Move = "search" | "next" | "previous" | "open" | "leave";

export interface Press {
  readonly key: string;
  readonly withModifier: boolean; // Ctrl, Alt or Meta: such keys belong to the browser
  readonly inField: boolean; // the reader is typing or choosing
  readonly composing: boolean; // an input method is at work: Enter ends a word, it does not send it
}

/** What a key asks for, or undefined where it is not ours. */
export function moveFor(press: Press): Move | undefined {
  if (press.withModifier || press.composing) return undefined;
  if (press.inField) {
    if (press.key === "Escape") return "leave";
    return press.key === "ArrowDown" ? "next" : undefined;
  }
  switch (press.key) {
    case "/":
      return "search";
    case "j":
    case "ArrowDown":
      return "next";
    case "k":
    case "ArrowUp":
      return "previous";
    case "Enter":
      return "open";
    default:
      return undefined;
  }
}

/** The place after a move in a list of `count`; -1 is "none yet", and the ends hold. */
export function step(current: number, move: "next" | "previous", count: number): number {
  if (count === 0) return -1;
  if (current < 0) return move === "next" ? 0 : -1;
  const wanted = move === "next" ? current + 1 : current - 1;
  return Math.min(Math.max(wanted, 0), count - 1);
}
