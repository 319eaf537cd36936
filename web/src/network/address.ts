// Changes the address, which is the whole state of the page; it knows nothing of the page.

/** The address with some parameters set; an empty value removes one. What counts pages of the table begins anew. */
export function withParameters(address: string, changes: Record<string, string>): string {
  const url = new URL(address);
  url.hash = "";
  url.searchParams.delete("page");
  for (const [name, value] of Object.entries(changes)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}

/** The address of a form's answer, without what is empty or says the usual. */
export function ofForm(action: string, entries: Iterable<[string, FormDataEntryValue]>): string {
  const url = new URL(action);
  url.search = "";
  const given = [...entries].filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const around = given.some(([name, value]) => name === "around" && value.trim());
  for (const [name, value] of given) {
    const usual = name === "depth" && (value === "1" || !around);
    if (value.trim() && !usual) url.searchParams.append(name, value.trim());
  }
  return url.href;
}
