import { pointerToken } from "../json/pointer-token.ts";

/** Where each value of a JSON text begins, by its JSON Pointer. */
export type JsonPlaces = ReadonlyMap<string, number>;

/** Where a text stops being JSON, and what should stand there. */
export interface JsonFault {
  readonly offset: number;
  readonly expected: string;
}

/** Deeper than any scheme; a text that nests further is no scheme but a mistake. */
const MAX_DEPTH = 40;
const BLANKS = /[ \t\n\r]*/y;
// oxlint-disable-next-line no-control-regex -- JSON forbids them unescaped, and that is what is looked for
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const PLAIN = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Reads a JSON text for its places; a fault where it is none, or names a key twice. */
export function jsonPlaces(text: string): JsonPlaces | JsonFault {
  const scan: Scan = { text, at: 0, places: new Map(), fault: undefined };
  readValue(scan, "", 0);
  skip(scan, BLANKS);
  if (scan.fault === undefined && scan.at < text.length) fail(scan, "the end");
  return scan.fault ?? scan.places;
}

/** The line of a pointer, counted from 0; of what holds it, where the text has no such value. */
export function lineOfPointer(text: string, places: JsonPlaces, pointer: string): number {
  for (let known = pointer; ; known = known.slice(0, known.lastIndexOf("/"))) {
    const offset = places.get(known);
    if (offset !== undefined) return lineOfOffset(text, offset);
    if (known === "") return 0;
  }
}

/** The line of an offset, counted from 0. */
export function lineOfOffset(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length - 1;
}

interface Scan {
  readonly text: string;
  at: number;
  readonly places: Map<string, number>;
  fault: JsonFault | undefined;
}

function readValue(scan: Scan, pointer: string, depth: number): void {
  skip(scan, BLANKS);
  scan.places.set(pointer, scan.at);
  if (depth > MAX_DEPTH) fail(scan, "less nesting");
  else if (take(scan, "{")) readMembers(scan, pointer, depth);
  else if (take(scan, "[")) readItems(scan, pointer, depth);
  else if (skip(scan, TEXT) === "" && skip(scan, PLAIN) === "") fail(scan, "a value");
}

function readMembers(scan: Scan, pointer: string, depth: number): void {
  skip(scan, BLANKS);
  if (take(scan, "}")) return;
  do {
    skip(scan, BLANKS);
    const start = scan.at;
    const key = skip(scan, TEXT);
    if (key === "") return fail(scan, "a key in double quotes");
    const place = `${pointer}/${pointerToken(JSON.parse(key) as string)}`;
    if (scan.places.has(place)) return fail(scan, "another key: this one is there already", start);
    skip(scan, BLANKS);
    if (!take(scan, ":")) return fail(scan, "a colon");
    readValue(scan, place, depth + 1);
    // The line of a key is where people look for its value.
    scan.places.set(place, start);
    skip(scan, BLANKS);
  } while (scan.fault === undefined && take(scan, ","));
  if (!take(scan, "}")) fail(scan, "a comma or }");
}

function readItems(scan: Scan, pointer: string, depth: number): void {
  skip(scan, BLANKS);
  if (take(scan, "]")) return;
  let index = 0;
  do {
    readValue(scan, `${pointer}/${index}`, depth + 1);
    index += 1;
    skip(scan, BLANKS);
  } while (scan.fault === undefined && take(scan, ","));
  if (!take(scan, "]")) fail(scan, "a comma or ]");
}

/** Passes over what fits here, and gives it. */
function skip(scan: Scan, pattern: RegExp): string {
  pattern.lastIndex = scan.at;
  const [found = ""] = pattern.exec(scan.text) ?? [];
  scan.at += found.length;
  return found;
}

function take(scan: Scan, mark: string): boolean {
  if (scan.text[scan.at] !== mark) return false;
  scan.at += 1;
  return true;
}

/** The first fault counts. */
function fail(scan: Scan, expected: string, offset = scan.at): void {
  scan.fault ??= { offset, expected };
}
