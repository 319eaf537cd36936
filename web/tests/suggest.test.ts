import { describe, expect, it } from "vitest";
import { Asker, NONE, around, ring, worthAsking } from "../src/suggest";
import type { Suggestion } from "../src/types";

const one = (label: string): Suggestion => ({ kind: "topic", id: label, label, said: "", note: "", page: "/" });

describe("ring", () => {
  it("goes through the suggestions and back to what was typed", () => {
    expect([NONE, 0, 1].map((at) => ring(at, "ArrowDown", 2))).toEqual([0, 1, NONE]);
    expect([NONE, 1, 0].map((at) => ring(at, "ArrowUp", 2))).toEqual([1, 0, NONE]);
  });
  it("leaves other keys, and keys over an empty list, alone", () => {
    expect([ring(0, "a", 2), ring(NONE, "ArrowDown", 0)]).toEqual([undefined, undefined]);
  });
});

it("asks neither about nothing nor about a whole sentence", () => {
  expect(["", "  ", "产", "很".repeat(41)].map(worthAsking)).toEqual([false, false, true, false]);
});

it("sets apart what was typed, however it was cased", () => {
  expect(around("Industrial College", "college")).toEqual(["Industrial ", "College", ""]);
  expect(around("产业学院", "cyxy")).toEqual(["产业学院", "", ""]);
});

describe("Asker", () => {
  it("drops an answer that comes after a newer question", async () => {
    const waiting = new Map<string, (found: Suggestion[]) => void>();
    const asker = new Asker((text) => new Promise((resolve) => waiting.set(text, resolve)));
    const [slow, quick] = [asker.ask("产"), asker.ask("产业")];
    waiting.get("产业")?.([one("产业")]);
    waiting.get("产")?.([one("产")]);
    expect([await slow, await quick]).toEqual([undefined, [one("产业")]]);
  });
  it("asks once for the same text", async () => {
    let asked = 0;
    const asker = new Asker(() => Promise.resolve([one(String(++asked))]));
    await asker.ask("产业");
    await asker.ask("产业 ");
    expect(asked).toBe(1);
  });
  it("is silent while the server is away", async () => {
    expect(await new Asker(() => Promise.reject(new Error("away"))).ask("产")).toBeUndefined();
  });
});
