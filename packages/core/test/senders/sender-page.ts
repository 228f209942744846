import { readFileSync } from "node:fs";

/** One place where a sender's page goes wrong. */
export interface Finding {
  readonly title: string;
  /** The bold words that its items begin with, in order. */
  readonly labels: readonly string[];
  /** How it was found. */
  readonly foundBy: string;
}

/** A page of docs/senders, read. */
export interface SenderPage {
  readonly text: string;
  /** Heading of the second level → what stands below it. */
  readonly sections: ReadonlyMap<string, string>;
  /** First cell of a row → the cells after it, of the table of facts. */
  readonly facts: ReadonlyMap<string, readonly string[]>;
  readonly codeBlocks: readonly string[];
  readonly findings: readonly Finding[];
}

const FOLDER = new URL("../../../../docs/senders/", import.meta.url);
const LABEL = /^- \*\*(.+?):\*\* (.*)$/gm;

/**
 * Reads a page of docs/senders.
 *
 * @param name Its name without `.md`.
 */
export function readSenderPage(name: string): SenderPage {
  const text = readFileSync(new URL(`${name}.md`, FOLDER), "utf8");
  const sections = partsBelow(text, "## ");
  const wrong = partsBelow(sections.get("What the page gets wrong") ?? "", "### ");
  return {
    text,
    sections,
    facts: rowsOf(sections.get("Facts") ?? ""),
    codeBlocks: [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code ?? ""),
    findings: [...wrong].map(([title, below]) => {
      const items = [...below.matchAll(LABEL)];
      return { title, labels: items.map(([, label]) => label ?? ""), foundBy: items.at(-1)?.[2] ?? "" };
    }),
  };
}

/** Heading → text up to the next heading of the same level. */
function partsBelow(text: string, mark: string): ReadonlyMap<string, string> {
  const [, ...parts] = `\n${text}`.split(`\n${mark}`);
  return new Map(
    parts.map((part) => {
      const [heading = "", ...below] = part.split("\n");
      return [heading, below.join("\n")];
    }),
  );
}

function rowsOf(section: string): ReadonlyMap<string, readonly string[]> {
  const rows = section.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| -"));
  return new Map(
    rows.map((row) => {
      const [name = "", ...cells] = row
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim());
      return [name, cells];
    }),
  );
}
