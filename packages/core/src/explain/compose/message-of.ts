import type { IdPart, MessagePart, MessageRule, TimestampFormat, TimestampPart } from "../../scheme.ts";
import { timestampParsers } from "../../time/timestamp-parsers.ts";
import { cgiEscapeContent } from "../content/escape-dimension.ts";
import type { ReceivedHeader } from "../read-headers.ts";
import type { ContentPiece, Hypothesis } from "../search/hypothesis.ts";

/** Five minutes: what senders that say anything mostly say. */
const USUAL_TOLERANCE_MS = 300_000;

const FORMATS = Object.keys(timestampParsers) as readonly TimestampFormat[];

/** What a message is written down from. */
export interface MessageMaterial {
  readonly headers: readonly ReceivedHeader[];
  /** The declared parts, whose headers and tolerance are kept where they fit. */
  readonly timestamp: TimestampPart | undefined;
  readonly id: IdPart | undefined;
}

/** What a guess says was signed, in the words of the scheme language; undefined if it has none. */
export function messageOf(hypothesis: Hypothesis, material: MessageMaterial): MessageRule | undefined {
  const { pieces, escape } = hypothesis;
  if (escape !== undefined && escape !== cgiEscapeContent) return undefined;
  const parts = pieces.map((piece, index) =>
    partOf(piece, { hypothesis, material, next: pieces[index + 1] }),
  );
  if (parts.includes(undefined)) return undefined;
  return {
    parts: parts.filter((part) => part !== undefined),
    ...(escape !== undefined && { escape: "cgi" }),
  };
}

interface PartContext {
  readonly hypothesis: Hypothesis;
  readonly material: MessageMaterial;
  readonly next: ContentPiece | undefined;
}

function partOf(piece: ContentPiece, context: PartContext): MessagePart | undefined {
  if (typeof piece === "object") return { part: "literal", text: piece.literal };
  if (piece === "timestamp") return timestampOf(context);
  return piece === "id" ? idOf(context) : { part: piece };
}

function timestampOf({ hypothesis, material }: PartContext): TimestampPart | undefined {
  const { timestamp: text } = hypothesis;
  const declared = material.timestamp;
  const header = headerWith(text, declared?.header, material);
  const format = FORMATS.find((each) => timestampParsers[each](text) !== undefined);
  if (header === undefined || format === undefined) return undefined;
  const toleranceMs = declared?.toleranceMs ?? USUAL_TOLERANCE_MS;
  return { part: "timestamp", header, format, toleranceMs };
}

function idOf({ hypothesis, material, next }: PartContext): IdPart | undefined {
  const header = headerWith(hypothesis.id, material.id?.header, material);
  if (header === undefined) return undefined;
  // What follows the id must not stand in it, so that id and what is next cannot trade bytes.
  const separator = typeof next === "object" ? next.literal : "";
  return { part: "id", header, ...(/^[!-~]{1,8}$/.test(separator) && { without: separator }) };
}

/** The header that holds a text: the declared one, if it does. */
function headerWith(
  text: string,
  declared: string | undefined,
  { headers }: MessageMaterial,
): string | undefined {
  const names = headers.filter(({ value }) => value === text).map(({ name }) => name);
  return declared !== undefined && names.includes(declared.toLowerCase()) ? declared : names[0];
}
