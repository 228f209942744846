import type { ContentPiece, Deviation, Hypothesis } from "../search/hypothesis.ts";

/** A header that may hold the signed time or id, though the scheme does not say so. */
export interface CandidateHeader {
  readonly name: string;
  readonly value: string;
}

/** What there is to build contents from, beside the body. */
export interface Available {
  readonly base: Hypothesis;
  readonly timestamps: readonly CandidateHeader[];
  readonly ids: readonly CandidateHeader[];
}

/** What senders put between parts: the most frequent first. */
const SEPARATORS = [".", "", ":", "|", "\n", ",", ";", " "];

/** Contents that senders sign, other than the declared one (C21). */
export function contentDimension({ base, timestamps, ids }: Available): readonly Deviation[] {
  const declared = describe(base.pieces);
  const templates = templatesOf(timestamps.length > 0, ids.length > 0, base.url !== "");
  return templates
    .filter((pieces) => describe(pieces) !== declared)
    .flatMap((pieces) =>
      fillings(pieces, timestamps, ids).map((filling) => ({
        code: "C21" as const,
        how: `the signed content was ${describe(pieces)}, where the scheme has ${declared}${filling.how}`,
        change: { pieces, ...filling.change },
        isCommon: pieces.length <= 3,
      })),
    );
}

function templatesOf(
  hasTime: boolean,
  hasId: boolean,
  hasUrl: boolean,
): readonly (readonly ContentPiece[])[] {
  const all: readonly (readonly ContentPiece[])[] = [
    ["body"],
    ...SEPARATORS.map((each) => joined(["timestamp", "body"], each)),
    ...SEPARATORS.map((each) => joined(["id", "timestamp", "body"], each)),
    ...SEPARATORS.slice(0, 5).map((each) => joined(["body", "timestamp"], each)),
    ...SEPARATORS.slice(0, 5).map((each) => joined(["id", "body"], each)),
    ...SEPARATORS.slice(0, 3).map((each) => joined(["timestamp", "id", "body"], each)),
    [{ literal: "v0:" }, "timestamp", { literal: ":" }, "body"],
    ["timestamp"],
    ...["", "\n", "."].map((each) => joined(["method", "url", "body"], each)),
    ...["", "\n", "."].map((each) => joined(["url", "body"], each)),
    ["body", "url"],
    ...["", "\n", "."].map((each) => joined(["timestamp", "method", "url", "body"], each)),
    ...["", "."].map((each) => joined(["url", "timestamp", "body"], each)),
  ];
  return all.filter(
    (pieces) =>
      (hasTime || !pieces.includes("timestamp")) &&
      (hasId || !pieces.includes("id")) &&
      (hasUrl || !pieces.includes("url")),
  );
}

function joined(parts: readonly ContentPiece[], separator: string): readonly ContentPiece[] {
  if (separator === "") return parts;
  return parts.flatMap((part, index) => (index === 0 ? [part] : [{ literal: separator }, part]));
}

interface Filling {
  readonly how: string;
  readonly change: Partial<Hypothesis>;
}

/** Every choice of headers for the parts that a template needs. */
function fillings(
  pieces: readonly ContentPiece[],
  timestamps: readonly CandidateHeader[],
  ids: readonly CandidateHeader[],
): readonly Filling[] {
  const times = pieces.includes("timestamp") ? timestamps : [undefined];
  const names = pieces.includes("id") ? ids : [undefined];
  return times.flatMap((time) =>
    names.map((id) => ({
      how: [time, id].map((each) => (each === undefined ? "" : `, with the text of ${each.name}`)).join(""),
      change: {
        ...(time !== undefined && { timestamp: time.value }),
        ...(id !== undefined && { id: id.value }),
      },
    })),
  );
}

/** Such as: timestamp ":" body. */
export function describe(pieces: readonly ContentPiece[]): string {
  return pieces.map((each) => (typeof each === "string" ? each : JSON.stringify(each.literal))).join(" ");
}
