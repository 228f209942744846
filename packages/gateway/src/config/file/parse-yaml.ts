import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Document, YAMLError } from "yaml";
import type { ConfigurationProblem, Place } from "./configuration-problem.ts";
import type { LocatedEntry, LocatedScalar, LocatedValue } from "./located-value.ts";
import type { Problems } from "./problems.ts";

/** Aliases repeat what they name; together they may not grow a file beyond this many values ("billion laughs"). */
const MAX_VALUES = 500_000;
const MAX_DEPTH = 32;

class TooLargeError extends Error {}

interface Reading {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly problems: Problems;
  values: number;
}

/** Gives the document of a YAML 1.2 or JSON text with the place of every value, or undefined with what is wrong in `problems`. */
export function parseYaml(text: string, problems: Problems): LocatedValue | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    version: "1.2",
    schema: "core",
    merge: false,
    prettyErrors: false,
    // Not "silent": the parser would then drop a second document without a word.
    logLevel: "error",
  });
  for (const error of document.errors) addSyntaxProblem(error, lines, problems);
  if (document.errors.length > 0) return undefined;
  const reading: Reading = { document, lines, problems, values: 0 };
  try {
    return locate(document.contents, reading, { depth: 0, place: { line: 1, column: 1 } });
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    problems.add(
      { line: 1, column: 1 },
      {
        code: "too_large",
        field: "",
        expected: `at most ${MAX_VALUES} values, nested at most ${MAX_DEPTH} deep`,
        found: "more, counting what aliases repeat",
        remedy: "split the file, or write less through aliases",
      },
    );
    return undefined;
  }
}

/** Mistakes that can be told better than by the parser's code. */
const KNOWN_MISTAKES: Readonly<
  Partial<Record<YAMLError["code"], Pick<ConfigurationProblem, "expected" | "found">>>
> = {
  DUPLICATE_KEY: { expected: "each key once in a mapping", found: "a key for the second time" },
  MULTIPLE_DOCS: { expected: "one document", found: "a second one after a line of three hyphens" },
};

/** The parser's own message may quote the file, and so a secret: only its code is told. */
function addSyntaxProblem(error: YAMLError, lines: LineCounter, problems: Problems): void {
  const { expected, found } = KNOWN_MISTAKES[error.code] ?? {
    expected: "YAML 1.2 or JSON",
    found: `a mistake of the kind ${error.code}`,
  };
  const remedy = "correct this place or the line before it";
  problems.add(placeAt(error.pos[0], lines), { code: "not_yaml", field: "", expected, found, remedy });
}

function placeAt(offset: number, lines: LineCounter): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function locate(
  node: unknown,
  reading: Reading,
  above: { readonly depth: number; readonly place: Place },
): LocatedValue {
  reading.values += 1;
  if (reading.values > MAX_VALUES || above.depth > MAX_DEPTH) throw new TooLargeError();
  const place = placeOf(node, reading) ?? above.place;
  const below = { depth: above.depth + 1, place };
  if (isAlias(node)) return locate(node.resolve(reading.document), reading, below);
  if (isMap(node)) {
    const entries = new Map<string, LocatedEntry>();
    for (const pair of node.items) {
      const keyPlace = placeOf(pair.key, reading) ?? place;
      const key = isScalar(pair.key) ? String(pair.key.value) : "(not a text)";
      entries.set(key, { keyPlace, value: locate(pair.value, reading, { ...below, place: keyPlace }) });
    }
    return { kind: "map", place, entries };
  }
  if (isSeq(node))
    return { kind: "list", place, items: node.items.map((item) => locate(item, reading, below)) };
  return { kind: "scalar", place, value: isScalar(node) ? scalarValue(node.value) : null };
}

function placeOf(node: unknown, reading: Reading): Place | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return undefined;
  return node.range ? placeAt(node.range[0], reading.lines) : undefined;
}

function scalarValue(value: unknown): LocatedScalar["value"] {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain || typeof value === "bigint" ? value : null;
}
