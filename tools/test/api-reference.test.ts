import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const FOLDER = fileURLToPath(new URL("../../docs/reference/api/", import.meta.url));
const LINK = /\]\(([\w-]*(?:\.md)?)#([\w-]+)\)/g;
const HEADING = /^#+ (.+)$/gm;

const pages = readdirSync(FOLDER);

/** The anchors that a page's headings get: lower case, later ones of the same name numbered. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, title = ""] of read(page).matchAll(HEADING)) {
    const slug = title.toLowerCase().replaceAll(/[^\w-]/g, "");
    let anchor = slug;
    for (let next = 1; anchors.has(anchor); next += 1) anchor = `${slug}-${next}`;
    anchors.add(anchor);
  }
  return anchors;
}

function read(page: string): string {
  return readFileSync(FOLDER + page, "utf8");
}

test("the main page describes what verifies and what signs", () => {
  expect(anchorsOf("countersign.md")).toContain("createverifier");
  expect(read("countersign.md")).toMatch(
    /function createSigner\(scheme: Scheme, options: SignerOptions\): Signer;/,
  );
});

test.each(pages)("each name that %s points to has its heading", (page) => {
  const targets = [...read(page).matchAll(LINK)];
  const missing = targets.filter(([, to = "", anchor = ""]) => !anchorsOf(to || page).has(anchor));
  expect(missing.map(([text]) => text)).toEqual([]);
});

test("no page names a folder of the machine that wrote it", () => {
  expect(pages.filter((page) => read(page).includes(process.cwd()))).toEqual([]);
});
