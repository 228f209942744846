/** How a secret's text becomes key bytes. */
export type KeyEncoding = "utf8" | "hex" | "base64";

/** One piece of what is signed; which facts it has depends on its kind. */
export interface MessagePart {
  readonly part: "literal" | "timestamp" | "id" | "method" | "url" | "body";
  readonly text?: string;
  readonly header?: string;
  readonly format?: "iso8601" | "unix-seconds" | "unix-milliseconds";
  readonly toleranceMs?: number;
}

export interface MacProof {
  readonly kind: "mac";
  readonly algorithm: string;
  readonly key: {
    readonly encoding: KeyEncoding;
    readonly stripPrefix?: string;
    readonly derive?: readonly string[];
  };
  readonly message: { readonly parts: readonly MessagePart[]; readonly escape?: "cgi" };
  /** In hex. */
  readonly append?: string;
  readonly signature: {
    readonly header: string;
    readonly encoding: "hex" | "hex-any-case" | "base64";
    readonly prefix?: string;
    readonly list?: { readonly separator: "," | " "; readonly maxEntries: number };
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
