import type { KeyEncoding, MacProof, MessagePart } from "../senders/scheme-data.ts";
import type { SnippetInput } from "./snippet-input.ts";

/** One piece of the signed content, in its order. */
export type ContentPiece =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "timestamp" | "id" | "url" | "body" };

type Timestamp = Extract<MessagePart, { part: "timestamp" }>;

/** What every language has to do for a scheme with a MAC, step by step; each writes the same steps in its own words. */
export interface MacSteps {
  readonly signatureHeader: string;
  readonly timestamp: { readonly header: string; readonly format: Timestamp["format"] } | undefined;
  readonly toleranceSeconds: number;
  readonly id: { readonly header: string; readonly without: string } | undefined;
  readonly callerHeader: string | undefined;
  readonly content: readonly ContentPiece[];
  /** The form escape goes over the joined content. */
  readonly isEscaped: boolean;
  readonly key: {
    readonly encoding: KeyEncoding;
    readonly stripPrefix: string;
    /** The key is the hex text of the SHA-256 of the bytes. */
    readonly isHashed: boolean;
  };
  readonly hash: "sha256" | "sha1";
  /** Follows the MAC before it is encoded, as hex; empty for most. */
  readonly append: string;
  readonly encoding: "hex" | "base64";
  /** Letters of either case stand for the same hex digits. */
  readonly isAnyCase: boolean;
  readonly prefix: string;
  readonly list: MacProof["signature"]["list"];
}

const SECOND_MS = 1000;

/** Gives the steps of a scheme with a MAC, with what the source says otherwise. */
export function macSteps(proof: MacProof, input: SnippetInput): MacSteps {
  const { parts, escape } = proof.message;
  const timestamp = parts.find((each) => each.part === "timestamp");
  const id = parts.find((each) => each.part === "id");
  const { encoding, prefix = "", header, list } = proof.signature;
  const isAnyCase = encoding === "hex-any-case";
  const keyEncoding = input.keyEncoding ?? proof.key.encoding;
  return {
    signatureHeader: header,
    timestamp,
    toleranceSeconds: Math.round((input.toleranceMs ?? timestamp?.toleranceMs ?? 0) / SECOND_MS),
    id: id && { header: id.header, without: id.without ?? "" },
    callerHeader: input.scheme.caller?.header,
    content: parts.map((part) => contentPiece(part, input.method)),
    isEscaped: escape === "cgi",
    key: {
      encoding: keyEncoding,
      // A key that a source takes as text is taken whole.
      stripPrefix:
        input.keyEncoding === "utf8" && proof.key.encoding !== "utf8" ? "" : (proof.key.stripPrefix ?? ""),
      isHashed: proof.key.derive !== undefined && proof.key.derive.length > 0,
    },
    hash: proof.algorithm === "hmac-sha1" ? "sha1" : "sha256",
    append: proof.append ?? "",
    encoding: encoding === "base64" ? "base64" : "hex",
    isAnyCase,
    // What is received is compared in lower case then.
    prefix: isAnyCase ? prefix.toLowerCase() : prefix,
    list,
  };
}

function contentPiece(part: MessagePart, method: string): ContentPiece {
  if (part.part === "literal") return { kind: "text", text: part.text };
  if (part.part === "method") return { kind: "text", text: method };
  return { kind: part.part };
}

/** The grammars of timestamps, in the words that every language's patterns share. */
export const timestampPatterns: Readonly<Record<Timestamp["format"], string>> = {
  iso8601: "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})",
  "unix-seconds": "[1-9][0-9]{0,10}",
  "unix-milliseconds": "[1-9][0-9]{11,12}",
};
