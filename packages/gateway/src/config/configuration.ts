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
  /** Newest first. */
  readonly secrets: readonly SecretDocument[];
}

export type KeyEncoding = "utf8" | "hex" | "base64";

/** An inbound connection: how one sender's requests arrive, are verified and are answered. */
export interface SourceDocument {
  readonly name: string;
  readonly scheme: Scheme;
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
}

/** An outbound connection: where events go, how they are signed, and which events it wants. */
export interface EndpointDocument {
  readonly name: string;
  readonly url: string;
  readonly scheme: Scheme;
  /** Newest first. */
  readonly secrets: readonly SecretDocument[];
  /** Sent in the scheme's caller header, where it has one. */
  readonly apiKey?: string;
  readonly keyEncoding?: KeyEncoding;
  /** Names of the sources whose events it wants; `*` matches any run of characters. Default `["*"]`. */
  readonly sources: readonly string[];
  /** Event types it wants; `*` matches any run of characters. Default `["*"]`. */
  readonly events: readonly string[];
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
}

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
  /** False once it has left the file: refused like an unknown source, its events kept. */
  readonly isEnabled: boolean;
  readonly secrets: readonly Secret[];
  readonly callers: readonly Caller[];
}

export interface Endpoint extends Omit<EndpointDocument, "secrets"> {
  readonly id: number;
  /** False once it has left the file or answered 410: nothing is claimed for it, its backlog is kept. */
  readonly isEnabled: boolean;
  /** Why it is disabled, where the gateway did it. */
  readonly disabledReason?: "gone" | "removed";
  readonly secrets: readonly Secret[];
}
