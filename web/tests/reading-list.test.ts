import { describe, expect, it } from "vitest";
import { type Entry, type Wording, annotate, citation, csv, entryOf, markdown, read, ris, toggle } from "../src/reading-list";

const WORDS: Wording = {
  heading: "Reading list ({count})",
  note: "Note:",
  page: "page {page}",
  line: "line {first}",
  lines: "lines {first}–{last}",
  columns: ["Title", "School", "Report", "Year", "Page", "First line", "Last line", "Address", "Note", "Text"],
};
const CASE: Entry = {
  id: "blue-2024:10-11",
  kind: "case",
  title: "师徒同台",
  school: "蓝海职业学院",
  source: "蓝海职业学院质量年报",
  year: 2024,
  page: 7,
  first: 10,
  last: 11,
  text: "老师傅与学生同台比武，共同打磨技艺。",
  href: "/reports/blue-2024?mark=10-11#L10",
  note: "",
};
const SITE = "http://localhost:8000";

describe("the list", () => {
  it("takes an entry in and, asked again, out", () => {
    const once = toggle([], CASE);
    expect(once).toEqual([CASE]);
    expect(toggle(once, { ...CASE })).toEqual([]);
  });

  it("keeps a note with its entry only", () => {
    const other = { ...CASE, id: "other" };
    expect(annotate([CASE, other], "other", "read twice").map((entry) => entry.note)).toEqual(["", "read twice"]);
  });

  it("comes back from storage as it went in", () => {
    expect(read(JSON.stringify([CASE]))).toEqual([CASE]);
  });

  it("survives nonsense in storage", () => {
    expect([null, "", "{", "7", '{"id":"x"}', '[null, 3, {"id": "x"}]'].map(read)).toEqual(Array(6).fill([]));
  });

  it("takes no entry that leads to another site", () => {
    expect(entryOf({ ...CASE, href: "//evil.example/" })).toBeUndefined();
    expect(entryOf({ ...CASE, href: "javascript:alert(1)" })).toBeUndefined();
  });
});

describe("the files", () => {
  it("cites school, title, report, year, page and lines", () => {
    expect(citation(CASE, WORDS)).toBe("蓝海职业学院. 师徒同台[R]//蓝海职业学院质量年报. 2024: page 7 · lines 10–11.");
  });

  it("cites a whole report without a place", () => {
    const report = { ...CASE, title: CASE.source, page: null, first: 0, last: 0 };
    expect(citation(report, WORDS)).toBe("蓝海职业学院. 蓝海职业学院质量年报[R]. 2024.");
  });

  it("writes Markdown whose marks come from us alone", () => {
    const text = markdown([{ ...CASE, title: "*a* [b](c)", note: "first\nsecond" }], WORDS, SITE);
    expect(text).toContain("# Reading list (1)");
    expect(text).toContain(`1. [\\*a\\* \\[b\\](c)](${SITE}${CASE.href})`);
    expect(text).toContain("   > 老师傅");
    expect(text).toContain("**Note:** first\n   second");
  });

  it("writes CSV that a spreadsheet reads as text", () => {
    const [head, row] = csv([{ ...CASE, title: '=SUM("a",1)', note: "two\nlines" }], WORDS, SITE).split("\r\n");
    expect(head).toBe("\ufeffTitle,School,Report,Year,Page,First line,Last line,Address,Note,Text");
    expect(row).toContain(`"'=SUM(""a"",1)",蓝海职业学院,蓝海职业学院质量年报,2024,7,10,11,${SITE}/reports`);
    expect(row).toContain('"two\nlines"');
  });

  it("writes RIS with one field per line", () => {
    const fields = ris([{ ...CASE, note: "two\nlines" }], WORDS, SITE).split("\r\n");
    expect(fields).toEqual([
      "TY  - CHAP",
      "AU  - 蓝海职业学院",
      "TI  - 师徒同台",
      "T2  - 蓝海职业学院质量年报",
      "PY  - 2024",
      "SP  - 7",
      `UR  - ${SITE}${CASE.href}`,
      "LA  - zh",
      "AB  - 老师傅与学生同台比武，共同打磨技艺。",
      "N1  - page 7 · lines 10–11 two lines",
      "ER  - ",
      "",
    ]);
  });
});
