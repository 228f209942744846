import type { KeyEncoding } from "../senders/scheme-data.ts";

/** What somebody has typed to try a scheme with. It lives in the state of the screen and nowhere else. */
export interface BenchInput {
  readonly secret: string;
  /** Empty: as the scheme says. */
  readonly keyEncoding: KeyEncoding | "";
  readonly apiKey: string;
  readonly method: BenchMethod;
  readonly url: string;
  /** For schemes that sign an id, when signing. */
  readonly id: string;
  /** The moment to sign or judge by; empty: now. */
  readonly at: string;
  /** As lines: `name: value`. */
  readonly headers: string;
  readonly body: string;
  readonly bodyForm: BodyForm;
}

export const benchMethods = ["POST", "PUT", "PATCH", "GET", "DELETE"] as const;
export type BenchMethod = (typeof benchMethods)[number];

/** How the body field is read: text is UTF-8 with LF line ends, whatever was pasted; base64 is any bytes. */
export type BodyForm = "text" | "base64";

export const emptyInput: BenchInput = {
  secret: "",
  keyEncoding: "",
  apiKey: "",
  method: "POST",
  url: "",
  id: "",
  at: "",
  headers: "",
  body: "",
  bodyForm: "text",
};
