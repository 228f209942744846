import { bodyBytes } from "./body/body-bytes.ts";
import { misuse } from "./misuse.ts";
import { signingMisuse } from "./signing-misuse.ts";
import type { HeadersInput } from "./headers.ts";
import { KeyRing, type RingKey } from "./keys/key-ring.ts";
import { oldestFirst } from "./keys/oldest-first.ts";
import type { WebhookKey } from "./keys/webhook-key.ts";
import { readApiKeyHeader } from "./options/api-key-header.ts";
import { readClock } from "./options/clock.ts";
import { readKeyEncoding } from "./options/key-encoding.ts";
import { knownOptions } from "./options/known-options.ts";
import { readMaxBodyBytes } from "./options/max-body-bytes.ts";
import { readMethod } from "./options/method.ts";
import { readPublicUrl } from "./options/public-url.ts";
import { readTolerance } from "./options/tolerance.ts";
import { parseScheme } from "./parse-scheme.ts";
import { createHeaderWriter } from "./proof/create-header-writer.ts";
import type { KeyEncoding, Scheme } from "./scheme.ts";

/** How to sign as one sender. */
export interface SignerOptions {
  /** The keys to sign with. */
  readonly keys: readonly WebhookKey[];
  /** The API key to send, for schemes whose API key names the caller. */
  readonly apiKey?: string | undefined;
  /** How the secrets' text becomes key bytes. Default: as the scheme says. */
  readonly keyEncoding?: KeyEncoding | undefined;
  /** The URL to sign where a request names none. */
  readonly publicUrl?: string | undefined;
  /** The method to sign where a request names none. Default: POST. */
  readonly method?: string | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Checked and then unused, so that one object of options serves both directions. */
  readonly toleranceMs?: number | undefined;
  /** Checked and then unused, so that one object of options serves both directions. */
  readonly maxBodyBytes?: number | undefined;
}

/** A request to be signed. */
export interface SigningRequest {
  /** The event's id, where the scheme signs one. */
  readonly id?: string | undefined;
  readonly method?: string | undefined;
  /** The URL exactly as it will be called, where the scheme signs it. */
  readonly url?: string | undefined;
  /** May hold the scheme's timestamp or id header: that text is then signed as it stands. */
  readonly headers?: HeadersInput | undefined;
  /** The bytes that will be sent; text is taken as UTF-8. */
  readonly body: Uint8Array | string;
  /** Sign with this live key only. Default: all live keys where the header holds a list, else the oldest. */
  readonly keyId?: string | undefined;
}

/** Signs requests as one sender. All functions may be passed around on their own. */
export interface Signer {
  readonly scheme: Scheme;
  /**
   * The headers to send, name → value, spelt as the sender spells them.
   *
   * @throws CountersignError if a part that is signed is missing, or no key is live.
   */
  readonly sign: (request: SigningRequest) => Record<string, string>;
  /**
   * The ids of the keys that are live, oldest first: the order in which a sender of single signatures tries them
   * while the receiver changes keys.
   *
   * @param nowMs Milliseconds since 1970. Default: the signer's clock.
   */
  readonly keyIds: (nowMs?: number) => readonly string[];
}

const SIGNER_OPTIONS = [
  "callers", // Known, to be refused with a remedy.
  "keys",
  "apiKey",
  "keyEncoding",
  "publicUrl",
  "method",
  "now",
  "toleranceMs",
  "maxBodyBytes",
];

/**
 * A signer for one scheme. Every configuration mistake throws here, never later.
 *
 * @param scheme A built-in scheme, or one from JSON.
 * @param options The keys, and what departs from the defaults.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * const headers = createSigner(nabla, { keys: [{ secret: "a secret" }] }).sign({ body });
 */
export function createSigner(scheme: Scheme, options: SignerOptions): Signer {
  const checked = parseScheme(scheme);
  const given = knownSignerOptions(options);
  const defaults = { method: readMethod(given["method"]), url: readPublicUrl(given["publicUrl"]) };
  const apiKeyHeader = readApiKeyHeader(given["apiKey"], checked);
  const now = readClock(given["now"]);
  readTolerance(given["toleranceMs"], checked);
  readMaxBodyBytes(given["maxBodyBytes"]);
  const writer = createHeaderWriter(checked, readKeyEncoding(given["keyEncoding"], checked));
  const ring = new KeyRing(given["keys"], (secret) => writer.keyOf(secret));
  const signsWithAllKeys = writer.maxKeys > 1;
  if (signsWithAllKeys && ring.keys.length > writer.maxKeys) throw signingMisuse("too_many_keys");

  return Object.freeze({
    scheme: checked,
    sign: (request: SigningRequest): Record<string, string> => {
      if (typeof request !== "object" || request === null) throw misuse("request_not_an_object");
      const nowMs = now();
      const keys =
        request.keyId === undefined
          ? usualKeys(ring.live(nowMs), signsWithAllKeys)
          : chosenKey(ring.live(nowMs), request.keyId);
      const signed = writer.write(
        keys.map(({ key }) => key),
        {
          body: bodyBytes(request.body),
          headers: request.headers ?? {},
          id: request.id,
          method: request.method === undefined ? defaults.method : readMethod(request.method),
          url: request.url ?? defaults.url,
          nowMs,
        },
      );
      return { ...apiKeyHeader, ...signed };
    },
    keyIds: (nowMs: number = now()): readonly string[] => oldestFirst(ring.live(nowMs)).map(({ id }) => id),
  });
}

function knownSignerOptions(options: unknown): Readonly<Record<string, unknown>> {
  const given = knownOptions(options, SIGNER_OPTIONS);
  if (given["callers"] !== undefined) throw misuse("callers_not_accepted");
  return given;
}

function usualKeys<K>(live: readonly RingKey<K>[], areAllUsed: boolean): readonly RingKey<K>[] {
  if (live.length === 0) throw signingMisuse("no_live_key");
  return areAllUsed ? live : oldestFirst(live).slice(0, 1);
}

function chosenKey<K>(live: readonly RingKey<K>[], keyId: string): readonly RingKey<K>[] {
  const chosen = live.filter(({ id }) => id === keyId);
  if (chosen.length === 0) throw signingMisuse("unknown_key_id");
  return chosen;
}
