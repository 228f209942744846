import type { Scheme } from "countersign";

/**
 * What an operator configures, checked and with every secret resolved. The configuration file becomes a
 * {@link ConfigurationDocument}; the store keeps it and gives it back, with row ids, as a {@link Configuration}.
 * All names match `[a-z0-9][a-z0-9-]{0,62}`. All times are milliseconds since 1970 (UTC).
 */
export interface ConfigurationDocument {
  readonly organizations: readonly OrganizationDocument[];
}

export interface OrganizationDocument {
  readonly name: string;
  /** Schemes of its own, which sources and endpoints may name by their ids. Default: none. */
  readonly schemes?: readonly Scheme[];
  readonly sources: readonly SourceDocument[];
  readonly endpoints: readonly EndpointDocument[];
}

/** One version of a signing key. `name` is unique within its owner and is what verdicts and attempts report. */
export interface SecretDocument {
  readonly name: string;
  readonly value: string;
  readonly notBefore?: number;
  readonly notAfter?: number;
}

/** Who an inbound API key names, for schemes such as Insight Health's. */
export interface CallerDocument {
  readonly name: string;
  readonly apiKey: string;
  /** Set through the API: its requests are refused as if it were unknown. */
  readonly isPaused?: true;
  /** Newest first. */
  readonly secrets: readonly SecretDocument[];
}

export type KeyEncoding = "utf8" | "hex" | "base64";

/** An inbound connection: how one sender's requests arrive, are verified and are answered. */
export interface SourceDocument {
  readonly name: string;
  readonly scheme: Scheme;
  /** The scheme is the organization's own one of that id, and changes with it. */
  readonly hasStoredScheme?: true;
  /** Newest first; empty when the scheme names its sender by caller. */
  readonly secrets: readonly SecretDocument[];
  readonly callers: readonly CallerDocument[];
  /** The path requests arrive at. Default `/in/<organization>/<source>`, already filled in. */
  readonly path: string;
  /** The literal URL that the sender signs, for schemes that sign one. */
  readonly publicUrl?: string;
  /** The only method accepted. Default POST. */
  readonly method: string;
  readonly keyEncoding?: KeyEncoding;
  readonly toleranceMs?: number;
  /** Largest body accepted, in bytes. Default 8 MiB. */
  readonly maxBodyBytes: number;
  /** What to do with an authentic body that is not JSON. Default `flag`. */
  readonly payloadCheck: "accept" | "flag" | "refuse";
  /** What to do with a known event id that arrives with another body. Default `hold`. */
  readonly onConflict: "hold" | "deliver";
  /** How long an identical body counts as a repeat where the sender signs neither an id nor a time. Default 10 minutes. */
  readonly repeatWindowMs: number;
  /** How many requests are taken; further ones are answered 429. Per gateway. Default: no limit. */
  readonly rateLimit?: RateDocument;
  /**
   * How long its payloads are kept, in days. Default: as the gateway is set. Payloads that came before it said so are kept
   * as the gateway is set.
   */
  readonly payloadRetentionDays?: number;
  /** Networks whose requests are taken, such as `203.0.113.0/24`; others are refused. Default: all. */
  readonly allowFrom?: readonly string[];
  /** What is kept of its refused requests. Default: as `quarantineDefaults` says. */
  readonly quarantine?: QuarantineDocument;
  /** How often something should come; after a longer silence the gateway tells of it. Default: never. */
  readonly expectedEveryMs?: number;
}

export type QuarantineDocument = "off" | QuarantineRoomDocument;

/** How many refused requests of a source are kept, how many bytes of them, and for how long. */
export interface QuarantineRoomDocument {
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

/** A token bucket: `count` in each `periodMs`, and up to `burst` at once after a quiet time. */
export interface RateDocument {
  readonly count: number;
  readonly periodMs: number;
  readonly burst: number;
}

/** When an endpoint is left alone because it keeps failing. */
export interface CircuitDocument {
  /** Failed attempts in a row that open the circuit; 0: it never opens. Default 10. */
  readonly failures: number;
  /** How long nothing is sent before one delivery is tried, in milliseconds. Doubles with each failed trial. Default 30 s. */
  readonly pauseMs: number;
  /** Longest pause, in milliseconds. Default 10 minutes. */
  readonly maxPauseMs: number;
}

/** Hours of the week in which an endpoint takes deliveries, by the wall clock of a place. */
export interface ActiveWindowDocument {
  /** ISO weekdays on which the window begins: 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  /** Minutes after midnight. Where `toMinute` is not the later one, the window ends on the next day. */
  readonly fromMinute: number;
  /** The first minute outside; 1440 is midnight. */
  readonly toMinute: number;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

/** What of an event says with which others it must keep its order: its type, or a value in its JSON body. */
export type OrderByDocument =
  { readonly kind: "type" } | { readonly kind: "pointer"; readonly pointer: string };

/** What the value at a JSON pointer of an event's body has to be. */
export type ConditionDocument =
  | { readonly pointer: string; readonly equals: JsonScalar }
  | { readonly pointer: string; readonly oneOf: readonly JsonScalar[] }
  | { readonly pointer: string; readonly exists: boolean };

export type JsonScalar = string | number | boolean | null;

/** An outbound connection: where events go, how they are signed, and which events it wants. */
export interface EndpointDocument {
  readonly name: string;
  readonly url: string;
  readonly scheme: Scheme;
  /** As a source's. */
  readonly hasStoredScheme?: true;
  /** Newest first. */
  readonly secrets: readonly SecretDocument[];
  /** Sent in the scheme's caller header, where it has one. */
  readonly apiKey?: string;
  readonly keyEncoding?: KeyEncoding;
  /** Names of the sources whose events it wants; `*` matches any run of characters. Default `["*"]`. */
  readonly sources: readonly string[];
  /** Event types it wants; `*` matches any run of characters. Default `["*"]`. */
  readonly events: readonly string[];
  /** Conditions on the JSON body, all of which an event it wants must meet. Default: none. */
  readonly where?: readonly ConditionDocument[];
  /** Extra headers sent with every delivery, names in any case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of inbound headers passed on, lower case. Credentials and signatures are never passed on. */
  readonly forwardHeaders: readonly string[];
  /** Deliveries under way at once. Default 16. */
  readonly concurrency: number;
  /** Time to connect, in milliseconds. Default 5 s. */
  readonly connectTimeoutMs: number;
  /** Time for one whole attempt, in milliseconds. Default 15 s. */
  readonly attemptTimeoutMs: number;
  /** Pause before each retry, in milliseconds; the first try has none. Each pause varies by ± 20 %. */
  readonly retryScheduleMs: readonly number[];
  /** How many deliveries may begin in a time, over all gateways. Default: no limit. */
  readonly rate?: RateDocument;
  /** Default: as {@link CircuitDocument} says. */
  readonly circuit?: CircuitDocument;
  /** When deliveries may begin. Default: always. */
  readonly activeHours?: readonly ActiveWindowDocument[];
  /** Events alike in this are delivered one after the other, in the order of their commit. Default: no order. */
  readonly orderBy?: OrderByDocument;
}

/** Who may change a resource: its entry in the configuration file, or the API. */
export type ManagedBy = "file" | "api";

/**
 * Why a source or an endpoint is disabled: a person paused it, its receiver answered 410, it has left the configuration
 * file, or it was deleted (only its name is left then, because events and attempts tell it).
 */
export type DisabledReason = "paused" | "gone" | "removed" | "deleted";

/** The configuration as the store holds it, at one version per organization. */
export interface Configuration {
  readonly organizations: readonly Organization[];
}

export interface Organization {
  readonly id: number;
  readonly name: string;
  /** Raised by every change below this organization; accepting and claiming assert it. */
  readonly configVersion: number;
  readonly sources: readonly Source[];
  readonly endpoints: readonly Endpoint[];
}

export interface Secret extends SecretDocument {
  readonly id: number;
}

export interface Caller extends Omit<CallerDocument, "secrets"> {
  readonly id: number;
  readonly secrets: readonly Secret[];
}

export interface Source extends Omit<SourceDocument, "secrets" | "callers"> {
  readonly id: number;
  /** False while it is paused, and once it has left the file or was deleted: refused like an unknown one, its events kept. */
  readonly isEnabled: boolean;
  readonly secrets: readonly Secret[];
  readonly callers: readonly Caller[];
}

export interface Endpoint extends Omit<EndpointDocument, "secrets"> {
  readonly id: number;
  /** False while it is paused or gone, and once it has left the file: nothing is claimed for it, its backlog is kept. */
  readonly isEnabled: boolean;
  readonly disabledReason?: DisabledReason;
  readonly secrets: readonly Secret[];
}
