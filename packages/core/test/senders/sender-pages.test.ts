import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { causes } from "../../src/explain/index.ts";
import type { Scheme } from "../../src/index.ts";
import { schemes } from "../../src/schemes/index.ts";
import { isTrueOfVector, namedVectors } from "./named-vectors.ts";
import { readSenderPage } from "./sender-page.ts";
import { vendorPages } from "./vendor-pages.ts";

const SECTIONS = ["Facts", "Code that works", "What the page gets wrong", "What we do not know"];
const FACTS = [
  "scheme",
  "headers",
  "signed bytes",
  "key",
  "text form",
  "time",
  "answer",
  "retries",
  "told apart by",
];
const LABELS = ["The page says", "True is", "If you follow it", "Countersign", "Found by"];
const WAYS_OF_FINDING = /^(vectors?|tests?|running|reading) /;
const TEST_LINK = /\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g;
const CAUSE = /\[(C\d+)\]\(\.\.\/causes\/(C\d+)\.md\)/g;

const folder = new URL("../../../../docs/senders/", import.meta.url);
const pages = vendorPages.map((vendor) => ({ ...vendor, ...readSenderPage(vendor.page) }));

const schemesOf = (hosts: readonly string[]): readonly Scheme[] =>
  Object.values(schemes).filter(({ documentation }) =>
    documentation.some(({ url }) => hosts.includes(new URL(url).host)),
  );

/** The headers that a scheme reads. */
function headersOf({ proof, caller }: Scheme): readonly string[] {
  if (proof.kind !== "mac") return [proof.header];
  const stamps = proof.message.parts.flatMap((part) => (part.part === "timestamp" ? [part.header] : []));
  return [proof.signature.header, ...stamps, ...(caller === undefined ? [] : [caller.header])];
}

describe.each(pages)("the page on $page", ({ page, hosts, text, sections, facts, findings }) => {
  test("has every section, and each says something", () => {
    expect([...sections.keys()]).toEqual(SECTIONS);
    for (const below of sections.values()) expect(below.trim()).not.toBe("");
    expect(findings).not.toEqual([]);
    expect(sections.get("What we do not know")).toMatch(/^- /m);
  });

  test("states every fact", () => {
    expect([...facts.keys()].filter((name) => name !== "")).toEqual(FACTS);
    for (const cells of facts.values()) expect(cells.length).toBeGreaterThan(0);
    expect(FACTS.filter((fact) => facts.get(fact)?.includes(""))).toEqual([]);
  });

  test("states of each of the sender's schemes its id, headers, answer and documents", () => {
    const own = schemesOf(hosts);
    expect(own).not.toEqual([]);
    for (const scheme of own) {
      expect(facts.get("scheme")?.join(" ")).toContain(`[\`${scheme.id}\`]`);
      for (const header of headersOf(scheme)) {
        expect(facts.get("headers")?.join(" ")).toContain(`\`${header}\``);
      }
      expect(facts.get("answer")?.join(" ")).toContain(String(scheme.answer.refused));
      for (const { url } of scheme.documentation) expect(text).toContain(`](${url})`);
    }
  });

  test("says of each finding what is written, what is true, what follows, what we do, and how it was found", () => {
    expect(findings.filter(({ labels }) => labels.join() !== LABELS.join())).toEqual([]);
    expect(findings.filter(({ foundBy }) => !WAYS_OF_FINDING.test(foundBy))).toEqual([]);
    expect(
      findings.filter(({ foundBy }) => /\bvectors? /.test(foundBy) !== namedVectors(foundBy).length > 0),
    ).toEqual([]);
  });

  test("names vectors that exist and programs that compute what it says", () => {
    const named = namedVectors(text);
    expect(named).not.toEqual([]);
    expect(named.filter((each) => !isTrueOfVector(each))).toEqual([]);
  });

  test("names tests that exist, by their names", () => {
    const links = [...text.matchAll(TEST_LINK)].map(([, name = "", target = ""]) => ({ name, target }));
    expect(links).not.toEqual([]);
    const missing = links.filter(
      ({ name, target }) => !readFileSync(new URL(target, folder), "utf8").includes(`${name}"`),
    );
    expect(missing).toEqual([]);
  });

  test("links each cause that it names, and names causes that exist", () => {
    const linked = [...text.matchAll(CAUSE)];
    expect(linked).not.toEqual([]);
    for (const [, shown = "", target] of linked) {
      expect(target).toBe(shown);
      expect(Object.keys(causes)).toContain(shown);
    }
    expect(text.replaceAll(CAUSE, "")).not.toMatch(/\bC\d\d\b/);
  });

  test("stands in the index with all its schemes", () => {
    const row = indexRow(page);
    for (const { id } of schemesOf(hosts)) expect(row).toContain(`\`${id}\``);
  });
});

function indexRow(page: string): string {
  const index = readFileSync(new URL("README.md", folder), "utf8");
  return index.split("\n").find((line) => line.includes(`(${page}.md)`)) ?? "";
}

test("the index, too, names only vectors and causes that exist", () => {
  const { text } = readSenderPage("README");
  expect(namedVectors(text).filter((each) => !isTrueOfVector(each))).toEqual([]);
  for (const [, shown = "", target] of text.matchAll(CAUSE)) {
    expect(target).toBe(shown);
    expect(Object.keys(causes)).toContain(shown);
  }
});
