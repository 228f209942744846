import type { MacProof, Scheme } from "../../scheme.ts";

/** Stands where the sender's own page belongs. */
export const PLACEHOLDER_PAGE = "https://example.com/the-page-where-the-sender-describes-this";
const DATE_CHARACTERS = "2026-11-22".length;

/** The plainest proof: nothing of it is taken for granted, and every part of it is replaced by what is found. */
export const neutralProof: MacProof = {
  kind: "mac",
  algorithm: "hmac-sha256",
  key: { encoding: "utf8" },
  message: { parts: [{ part: "body" }] },
  signature: { header: "signature", encoding: "hex" },
};

/** What a new scheme is called, and when it is made. */
export interface NewScheme {
  readonly id: string;
  readonly name: string;
  readonly nowMs: number;
}

/** A scheme for a sender that nobody has described yet. */
export function neutralScheme({ id, name, nowMs }: NewScheme): Scheme {
  const checked = new Date(nowMs).toISOString().slice(0, DATE_CHARACTERS);
  return {
    version: 1,
    id,
    name,
    documentation: [{ url: PLACEHOLDER_PAGE, checked }],
    proof: neutralProof,
    event: { type: { default: "unknown" } },
    answer: { refused: 401 },
  };
}
