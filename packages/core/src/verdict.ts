import { eventIdIn, eventTypeIn } from "./body/event-facts.ts";
import { NOT_JSON, parseJsonBody } from "./body/json-body.ts";
import { type JsonResult, validatedJson } from "./body/validated-json.ts";
import { messageSha256 } from "./mac/message-digest.ts";
import type { Claim } from "./proof/proof-check.ts";
import type { Scheme } from "./scheme.ts";
import type { StandardSchema } from "./standard-schema.ts";
import type { VerdictCode } from "./verdict-codes.ts";

/** What was proved, as data. */
export interface VerdictFields {
  readonly ok: true;
  /** The key that matched. */
  readonly keyId: string;
  /** Who the API key names, where the scheme has callers. */
  readonly callerId?: string;
  /** The caller's organization, where the scheme has callers. */
  readonly organization?: string;
  /** The event's id where the scheme names one and it is non-empty text of at most 256 characters. */
  readonly eventId?: string | undefined;
  /** The event's type, or the scheme's default where the body does not tell. */
  readonly eventType?: string | undefined;
  /** The signed time, in whole milliseconds since 1970, where the scheme signs one. */
  readonly signedAt?: number;
  /**
   * What makes a repeat: the event's id, else the lower-case hex SHA-256 of the signed bytes (of the body, where
   * the sender signs nothing). Never anything an attacker can vary without breaking the signature.
   */
  readonly dedupeKey: string;
  /** Whether the body is JSON in UTF-8. */
  readonly isJson: boolean;
}

/**
 * What was proved. `eventId`, `eventType`, `dedupeKey` and `isJson` are worked out when first read, from the
 * body's bytes: read them before you reuse the body's buffer, and call `json` before that too. They are getters of
 * the prototype, so `{...verdict}` leaves them out; `toJSON()` gives a plain object with all of them.
 */
export interface AcceptedVerdict extends VerdictFields {
  /**
   * The body's JSON, as the schema types it: any Standard Schema that validates synchronously, such as those of
   * `countersign/events`. Parsed anew each time, so that what you do with the value changes nothing here.
   *
   * @throws CountersignError `schema_not_usable`
   */
  json<T>(schema: StandardSchema<T>): JsonResult<T>;
  /** The body's JSON as it is. */
  json(): JsonResult<unknown>;
}

/** A refusal: why, and what HTTP status to answer. It holds nothing else, so it is safe to log. */
export interface RefusedVerdict {
  readonly ok: false;
  readonly code: VerdictCode;
  readonly status: number;
}

/** What verification concluded. */
export type Verdict = AcceptedVerdict | RefusedVerdict;

interface Proved {
  readonly scheme: Scheme;
  readonly claim: Claim;
  readonly keyId: string;
  readonly caller: { readonly id: string; readonly organization: string } | undefined;
}

/** Every field, in the order in which they are read. */
const FIELDS = [
  "ok",
  "keyId",
  "callerId",
  "organization",
  "eventId",
  "eventType",
  "signedAt",
  "dedupeKey",
  "isJson",
] as const satisfies readonly (keyof VerdictFields)[];

/** The verdict on a proved claim; private fields keep the body out of every inspection and log. */
export class Acceptance implements AcceptedVerdict {
  readonly ok = true;
  readonly keyId: string;
  declare readonly callerId?: string;
  declare readonly organization?: string;
  declare readonly signedAt?: number;
  readonly #scheme: Scheme;
  readonly #claim: Claim;
  #json: unknown = undefined;
  #dedupeKey: string | undefined = undefined;

  constructor({ scheme, claim, keyId, caller }: Proved) {
    this.keyId = keyId;
    if (caller !== undefined) {
      this.callerId = caller.id;
      this.organization = caller.organization;
    }
    if (claim.signedAt !== undefined) this.signedAt = claim.signedAt;
    this.#scheme = scheme;
    this.#claim = claim;
  }

  get eventId(): string | undefined {
    if (this.#claim.id !== undefined) return this.#claim.id;
    const pointer = this.#scheme.event.idPointer;
    return pointer === undefined ? undefined : eventIdIn(this.#body(), pointer);
  }

  get eventType(): string {
    return eventTypeIn(this.#body(), this.#scheme.event.type);
  }

  get dedupeKey(): string {
    return (this.#dedupeKey ??= this.eventId ?? messageSha256(this.#claim.message));
  }

  get isJson(): boolean {
    return this.#body() !== NOT_JSON;
  }

  json<T>(schema?: StandardSchema<T>): JsonResult<T> {
    return validatedJson(parseJsonBody(this.#claim.message.body), schema);
  }

  /** All fields of the verdict that there are, as a plain object. */
  toJSON(): VerdictFields {
    const fields = FIELDS.map((name) => [name, this[name]]).filter(([, value]) => value !== undefined);
    return Object.fromEntries(fields) as VerdictFields;
  }

  /** The body's JSON, parsed once. No JSON value is undefined. */
  #body(): unknown {
    if (this.#json === undefined) this.#json = parseJsonBody(this.#claim.message.body);
    return this.#json;
  }
}
