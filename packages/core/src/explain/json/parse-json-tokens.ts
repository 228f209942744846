import { remembering } from "../remembering.ts";
import type { JsonMember, JsonNode, JsonString } from "./json-node.ts";

/** Deeper JSON is no webhook; the bound keeps the stack safe. */
const MAX_DEPTH = 128;

const BLANKS = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y; // oxlint-disable-line no-control-regex -- RFC 8259 forbids exactly these
const PRINTABLE_ASCII = /^[ -~]*$/;
/** No character that some program escapes: see `string-spellings.ts`. */
const SIMPLE = /^"[^\\<>&='+/`\u007f-\uffff]*"$/;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;

/** The tokens of a JSON text (RFC 8259), or undefined if it is not JSON. */
export function parseJsonTokens(text: string): JsonNode | undefined {
  const reader = new TokenReader(text);
  const node = reader.value(0);
  reader.take(BLANKS);
  return node !== undefined && reader.isAtEnd ? node : undefined;
}

class TokenReader {
  readonly #text: string;
  /** Strings with the same text are one node: names come again and again. */
  readonly #stringOf = remembering(stringNode);
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** The text that a sticky pattern matches here, or undefined. */
  take(pattern: RegExp): string | undefined {
    const start = this.#at;
    pattern.lastIndex = start;
    if (!pattern.test(this.#text)) return undefined;
    this.#at = pattern.lastIndex;
    return this.#text.slice(start, this.#at);
  }

  value(depth: number): JsonNode | undefined {
    if (depth > MAX_DEPTH) return undefined;
    this.take(BLANKS);
    const first = this.#text[this.#at];
    if (first === "{") return this.#object(depth);
    if (first === "[") return this.#array(depth);
    if (first === '"') return this.#string();
    const number = this.take(NUMBER);
    if (number !== undefined) return { kind: "number", text: number };
    const word = this.take(WORD);
    return word === undefined ? undefined : { kind: "word", text: word as "true" | "false" | "null" };
  }

  #object(depth: number): JsonNode | undefined {
    const members: JsonMember[] = [];
    const isWhole = this.#list("}", () => {
      this.take(BLANKS);
      const name = this.#string();
      this.take(BLANKS);
      if (name === undefined || !this.#isNext(":")) return false;
      const value = this.value(depth + 1);
      if (value !== undefined) members.push({ name, value });
      return value !== undefined;
    });
    if (!isWhole) return undefined;
    const names = new Set(members.map(({ name }) => name.value));
    return { kind: "object", members, hasRepeatedNames: names.size < members.length };
  }

  #array(depth: number): JsonNode | undefined {
    const items: JsonNode[] = [];
    const isWhole = this.#list("]", () => {
      const item = this.value(depth + 1);
      if (item !== undefined) items.push(item);
      return item !== undefined;
    });
    return isWhole ? { kind: "array", items } : undefined;
  }

  /** Reads entries between brackets; whether all was right. */
  #list(end: string, readEntry: () => boolean): boolean {
    this.#at += 1;
    this.take(BLANKS);
    if (this.#isNext(end)) return true;
    for (;;) {
      if (!readEntry()) return false;
      this.take(BLANKS);
      if (this.#isNext(end)) return true;
      if (!this.#isNext(",")) return false;
    }
  }

  #string(): JsonString | undefined {
    const text = this.take(STRING);
    return text === undefined ? undefined : this.#stringOf(text);
  }

  #isNext(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

function stringNode(text: string): JsonString {
  // Most strings hold no escape and are their own plain text.
  const value = text.includes("\\") ? (JSON.parse(text) as string) : text.slice(1, -1);
  const plain = text.includes("\\") ? JSON.stringify(value) : text;
  const isAscii = PRINTABLE_ASCII.test(plain);
  return { kind: "string", text, value, plain, isAscii, isSimple: isAscii && SIMPLE.test(text) };
}
