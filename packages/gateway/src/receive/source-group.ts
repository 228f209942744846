import { createHmac, randomBytes } from "node:crypto";
import type { ReceivingSource } from "./receiving-source.ts";

/**
 * The sources that one path leads to: nearly always one. Several share a path only if all have callers; then the API key
 * decides, looked up by a keyed digest so that the time taken tells nothing about the keys.
 */
export class SourceGroup {
  /** Of all methods and limits of the group, what is checked before the API key is known. */
  readonly methods: readonly string[];
  readonly maxBodyBytes: number;
  /** The source that counts what is refused before the API key is looked at. */
  readonly first: ReceivingSource;
  /** All sources of the path, the first one included. */
  readonly all: readonly ReceivingSource[];
  readonly #byApiKey: ReadonlyMap<string, ReceivingSource> | undefined;
  readonly #headers: readonly string[];
  readonly #digestKey = randomBytes(32);

  constructor(first: ReceivingSource, others: readonly ReceivingSource[]) {
    const all = [first, ...others];
    this.first = first;
    this.all = all;
    this.methods = [...new Set(all.map(({ source }) => source.method))];
    this.maxBodyBytes = Math.max(...all.map(({ source }) => source.maxBodyBytes));
    this.#headers = [...new Set(all.flatMap(({ callerHeader }) => callerHeader ?? []))];
    this.#byApiKey = others.length === 0 ? undefined : this.#indexApiKeys(all);
  }

  /** The source that the request's API key names; the first one when it names none, which will then refuse it. */
  choose(rawHeaders: readonly string[]): ReceivingSource {
    if (this.#byApiKey === undefined) return this.first;
    for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
      const name = rawHeaders[index]?.toLowerCase();
      if (name === undefined || !this.#headers.includes(name)) continue;
      // A header string of Node's holds one byte a character.
      const source = this.#byApiKey.get(this.#digest(Buffer.from(rawHeaders[index + 1] ?? "", "latin1")));
      if (source?.callerHeader === name) return source;
    }
    return this.first;
  }

  #indexApiKeys(all: readonly ReceivingSource[]): ReadonlyMap<string, ReceivingSource> {
    const index = new Map<string, ReceivingSource>();
    for (const receiving of all) {
      for (const caller of receiving.source.callers) {
        index.set(this.#digest(Buffer.from(caller.apiKey, "utf8")), receiving);
      }
    }
    return index;
  }

  #digest(apiKey: Uint8Array): string {
    return createHmac("sha256", this.#digestKey).update(apiKey).digest("base64");
  }
}
