import { type SchemeCase, signedHeaders } from "../support/scheme-cases.ts";

/** A flaw that was seen in another library, and the proof that a scheme of ours does not have it. */
export interface Flaw {
  /** The flaw in plain words, as it would be reported. */
  readonly flaw: string;
  /** The schemes that could have it. Default: all. */
  readonly where?: (each: SchemeCase) => boolean;
  /** Throws where the scheme has the flaw. */
  readonly disprove: (each: SchemeCase) => void;
}

export const signsBody = ({ coversBody }: SchemeCase): boolean => coversBody;
export const signsTime = ({ timestampHeader }: SchemeCase): boolean => timestampHeader !== undefined;

/** The case's own good headers for a body. */
export function goodHeaders(each: SchemeCase, body: Uint8Array | string): Record<string, string> {
  return signedHeaders(each, body, { keys: [{ secret: each.secret }] });
}

/** The one value of a header that the case's signer writes. */
export function valueOf(headers: Readonly<Record<string, string>>, name: string | undefined): string {
  const value = headers[name ?? ""];
  if (value === undefined) throw new Error(`there is no header ${name}`);
  return value;
}
