import { describe, expect, it } from "vitest";
import { moveFor, step, type Press } from "../src/moves";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  withModifier: false,
  inField: false,
  composing: false,
  ...more,
});

describe("moveFor", () => {
  it("reads the keys that the page names", () => {
    expect(["/", "j", "k", "ArrowDown", "ArrowUp", "Enter"].map((key) => moveFor(press(key)))).toEqual([
      "search",
      "next",
      "previous",
      "next",
      "previous",
      "open",
    ]);
  });

  it("leaves letters to the reader who is typing", () => {
    expect(["/", "j", "k", "Enter"].map((key) => moveFor(press(key, { inField: true })))).toEqual(Array(4).fill(undefined));
  });

  it("goes from the field down to the results, and leaves it on Escape", () => {
    expect(moveFor(press("ArrowDown", { inField: true }))).toBe("next");
    expect(moveFor(press("Escape", { inField: true }))).toBe("leave");
  });

  it("leaves keys with Ctrl, Alt or Meta to the browser", () => {
    expect(moveFor(press("j", { withModifier: true }))).toBeUndefined();
  });

  it("leaves keys to the input method while a Chinese word is composed", () => {
    expect(moveFor(press("ArrowDown", { inField: true, composing: true }))).toBeUndefined();
  });
});

describe("step", () => {
  it("begins at the first result", () => expect(step(-1, "next", 3)).toBe(0));
  it("selects nothing when going back from nowhere", () => expect(step(-1, "previous", 3)).toBe(-1));
  it("holds at both ends", () => expect([step(2, "next", 3), step(0, "previous", 3)]).toEqual([2, 0]));
  it("selects nothing where there is nothing", () => expect(step(-1, "next", 0)).toBe(-1));
});
