import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A file of tests that a page names, with the titles behind it. */
export interface NamedTests {
  readonly path: string;
  readonly titles: readonly string[];
}

/** Reads a list such as `` `packages/a.test.ts` “is so” “is not” · `packages/b.test.ts` “holds” ``. */
export function namedTests(list: string): readonly NamedTests[] {
  return list.split(" · ").map((part) => ({
    path: /^`([^`]+)`/.exec(part.trim())?.[1] ?? "",
    titles: [...part.matchAll(/“([^”]+)”/g)].map(([, title]) => title ?? ""),
  }));
}

/** Which of them there are not: files without a title, and titles that do not stand in their file. */
export function missingTests(named: readonly NamedTests[]): readonly string[] {
  return named.flatMap(({ path, titles }) => {
    if (titles.length === 0) return [`${path} without a title`];
    const source = readFileSync(join(ROOT, path), "utf8");
    return titles.filter((title) => !source.includes(title)).map((title) => `${path} “${title}”`);
  });
}
