import { createHash } from "node:crypto";

/** 96 bits of the hash tell any two states of a resource apart. */
const TAG_CHARACTERS = 16;

/** The strong ETag of an answer's exact text. */
export function entityTag(text: string): string {
  return `"${createHash("sha256").update(text, "utf8").digest("base64url").slice(0, TAG_CHARACTERS)}"`;
}

/** True where a list such as that of If-Match or If-None-Match names the tag, or is `*`. */
export function namesTag(list: string, tag: string): boolean {
  return list.trim() === "*" || list.split(",").some((each) => each.trim().replace(/^W\//, "") === tag);
}
