import { createHmac, randomBytes } from "node:crypto";
import { bytesOfByteString } from "../encoding/byte-string.ts";
import { misuse } from "../misuse.ts";
import { knownOptions } from "../options/known-options.ts";
import { apiKeyBytes } from "./api-key.ts";
import { KeyRing } from "./key-ring.ts";

/** A caller that is ready for use. */
export interface IndexedCaller<K> {
  readonly id: string;
  readonly organization: string;
  readonly ring: KeyRing<K>;
}

const CALLER_OPTIONS = ["id", "organization", "apiKey", "keys"];
const INDEX_KEY_BYTES = 32;

/**
 * Callers by API key. The index holds digests under a key of its own, so that one lookup costs the same for
 * every header and any number of callers, and its time tells nothing about the API keys.
 */
export class CallerIndex<K> {
  readonly #indexKey = randomBytes(INDEX_KEY_BYTES);
  readonly #callers = new Map<string, IndexedCaller<K>>();
  /** Whether any caller's key begins or ends. */
  readonly hasWindows: boolean;

  /** @throws CountersignError for every configuration mistake. */
  constructor(callers: unknown, keyOf: (secret: string) => K) {
    if (!Array.isArray(callers) || callers.length === 0) throw misuse("callers_required");
    const ids = new Set<string>();
    for (const each of callers as readonly unknown[]) {
      const { id, organization, apiKey, keys } = knownOptions(each, CALLER_OPTIONS);
      if (!isName(id) || !isName(organization)) throw misuse("caller_invalid");
      if (ids.has(id)) throw misuse("repeated_caller_id");
      ids.add(id);
      const digest = this.#digest(apiKeyBytes(apiKey));
      if (this.#callers.has(digest)) throw misuse("repeated_api_key");
      this.#callers.set(digest, { id, organization, ring: new KeyRing(keys, keyOf) });
    }
    this.hasWindows = Array.from(this.#callers.values()).some(({ ring }) => ring.hasWindows);
  }

  /** The caller whose API key is exactly this header value (a byte string), or undefined. */
  find(header: string): IndexedCaller<K> | undefined {
    const bytes = bytesOfByteString(header);
    return bytes === undefined ? undefined : this.#callers.get(this.#digest(bytes));
  }

  #digest(bytes: Uint8Array): string {
    return createHmac("sha256", this.#indexKey).update(bytes).digest("base64");
  }
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
