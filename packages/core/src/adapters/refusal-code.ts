import type { VerdictCode } from "../verdict-codes.ts";

/**
 * Why a request was not handed to the handler: a verdict's code, or one of the adapter's own. `content_encoding`:
 * the body is compressed. `body_incomplete`: the sender went away. `in_progress`: the same webhook is being handled.
 */
export type RefusalCode = VerdictCode | "content_encoding" | "body_incomplete" | "in_progress";
