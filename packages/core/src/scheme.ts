/** How a secret's text becomes key bytes. */
export type KeyEncoding = "utf8" | "hex" | "base64";

/** How MAC bytes are written in a header: `hex` is lower case only. */
export type SignatureEncoding = "hex" | "hex-any-case" | "base64";

/** How a timestamp is written: see `time/timestamp-parsers.ts` for the exact grammars. */
export type TimestampFormat = "iso8601" | "unix-seconds" | "unix-milliseconds";

/** The steps from a secret's text to the bytes of the MAC key. */
export interface KeyRule {
  readonly encoding: KeyEncoding;
  /** A prefix that the secret may carry and that is no part of the key. */
  readonly stripPrefix?: string;
  /** The fewest bytes a decoded (hex or base64) key may have. */
  readonly minBytes?: number;
  /** Applied in order to the decoded bytes. `sha256-hex`: the lower-case hex text of their SHA-256. */
  readonly derive?: readonly "sha256-hex"[];
}

/** Constant text between other parts. */
export interface LiteralPart {
  readonly part: "literal";
  readonly text: string;
}

/** The text of a timestamp header, exactly as received. */
export interface TimestampPart {
  readonly part: "timestamp";
  readonly header: string;
  readonly format: TimestampFormat;
  /** How far the time may lie from the receiver's clock, both ways, in milliseconds. */
  readonly toleranceMs: number;
}

/** The text of a header that identifies the event. Where a scheme has one, it is the event id. */
export interface IdPart {
  readonly part: "id";
  readonly header: string;
  /** Characters the id must not hold: what follows it, so that id and body cannot trade bytes. */
  readonly without?: string;
}

/** A part that is the request's method, the configured URL, or the body. */
export interface PlainPart {
  readonly part: "method" | "url" | "body";
}

/** One part of what is signed. */
export type MessagePart = LiteralPart | TimestampPart | IdPart | PlainPart;

/** What is signed: the joined parts, then the escape over the joined bytes. */
export interface MessageRule {
  /** `body` exactly once, every other part but `literal` at most once. */
  readonly parts: readonly MessagePart[];
  /** `cgi`: form escape of every byte but A–Z a–z 0–9 - . _ ~, with `+` for the space. */
  readonly escape?: "cgi";
}

/** Several signatures in one header. */
export interface SignatureList {
  readonly separator: "," | " ";
  /** Spaces and tabs around the separator are allowed. */
  readonly allowsBlanks?: true;
  readonly maxEntries: number;
  /** Entries written `<tag>,<text>` with another tag than the prefix are passed over. */
  readonly skipsOtherTags?: true;
}

/** Where the signature stands and how it is written. */
export interface SignatureRule {
  readonly header: string;
  readonly encoding: SignatureEncoding;
  /** Text before each signature. */
  readonly prefix?: string;
  readonly list?: SignatureList;
}

/** The sender proves itself by a MAC over the message. */
export interface MacProof {
  readonly kind: "mac";
  readonly algorithm: "hmac-sha256" | "hmac-sha1";
  readonly key: KeyRule;
  readonly message: MessageRule;
  /** Bytes appended to the MAC before it is encoded, as lower-case hex. */
  readonly append?: string;
  readonly signature: SignatureRule;
  /** The sender signs its API's responses in the same way, with the call's method and URL. */
  readonly signsResponses?: true;
}

/** The sender proves itself by sending an agreed text. It says nothing about the body. */
export interface SecretHeaderProof {
  readonly kind: "secret-header";
  readonly header: string;
}

/** What decides an event's type: the pointer, else the first shape that fits, else the default. */
export interface EventTypeRule {
  /** JSON pointer (RFC 6901) to a text in the body. */
  readonly pointer?: string;
  readonly shapes?: readonly { readonly has: string; readonly type: string }[];
  readonly default: string;
}

/**
 * How one sender signs, as plain JSON data. `scheme.schema.json` is the same description for other languages.
 * A scheme is data: nothing below it asks for a sender by name.
 */
export interface Scheme {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  /** The pages where the sender describes this, and the day each was read. */
  readonly documentation: readonly { readonly url: string; readonly checked: string }[];
  /** Where those pages are silent, contradict themselves, or are wrong, and what was chosen. */
  readonly notes?: readonly string[];
  readonly proof: MacProof | SecretHeaderProof;
  /** The header whose API key names the caller. */
  readonly caller?: { readonly header: string };
  readonly event: {
    /** JSON pointer to the event's id in the body, for schemes without a signed id header. */
    readonly idPointer?: string;
    readonly type: EventTypeRule;
    /**
     * JSON pointers to values that are about no patient, beside the id and the type: whoever masks payloads may show them.
     * Default: none.
     */
    readonly visible?: readonly string[];
  };
  readonly answer: {
    /** The status of a refusal. */
    readonly refused: 401 | 403;
    /** What the sender wants to read after an acceptance: a JSON object of texts from the request's body. */
    readonly accepted?: {
      readonly status: 200;
      readonly echo: readonly { readonly field: string; readonly pointer: string }[];
    };
  };
}
