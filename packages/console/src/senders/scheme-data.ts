/** How a secret's text becomes key bytes. */
export type KeyEncoding = "utf8" | "hex" | "base64";

export type MessagePart =
  | { readonly part: "literal"; readonly text: string }
  | {
      readonly part: "timestamp";
      readonly header: string;
      readonly format: "iso8601" | "unix-seconds" | "unix-milliseconds";
      readonly toleranceMs: number;
    }
  | { readonly part: "id"; readonly header: string; readonly without?: string }
  | { readonly part: "method" | "url" | "body" };

export interface MacProof {
  readonly kind: "mac";
  readonly algorithm: "hmac-sha256" | "hmac-sha1";
  readonly key: {
    readonly encoding: KeyEncoding;
    readonly stripPrefix?: string;
    readonly derive?: readonly "sha256-hex"[];
  };
  readonly message: { readonly parts: readonly MessagePart[]; readonly escape?: "cgi" };
  /** In lower-case hex. */
  readonly append?: string;
  readonly signature: {
    readonly header: string;
    readonly encoding: "hex" | "hex-any-case" | "base64";
    readonly prefix?: string;
    readonly list?: {
      readonly separator: "," | " ";
      readonly allowsBlanks?: true;
      readonly maxEntries: number;
    };
  };
}

/** What the console reads of a scheme's definition, which `scheme.schema.json` describes whole. */
export interface SchemeData {
  readonly id: string;
  readonly name: string;
  readonly documentation: readonly { readonly url: string; readonly checked: string }[];
  readonly notes?: readonly string[];
  readonly proof: MacProof | { readonly kind: "secret-header"; readonly header: string };
  readonly caller?: { readonly header: string };
  readonly event: {
    readonly idPointer?: string;
    readonly type: {
      readonly pointer?: string;
      readonly shapes?: readonly { readonly has: string; readonly type: string }[];
      readonly default: string;
    };
  };
  readonly answer: { readonly refused: number };
}
