import type { AnswerOf, Routes } from "@countersign/contract";

type Review = AnswerOf<Routes["reverifyQuarantine"]>;

/** What calls over a whole selection found, added up. */
export interface ReviewTotal {
  readonly looked: number;
  readonly passing: number;
  readonly stale: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly missing: number;
}

const NOTHING: ReviewTotal = { looked: 0, passing: 0, stale: 0, refused: {}, missing: 0 };

/**
 * Looks at a whole selection, as many calls as it takes: each looks at a part of it and says where the next one begins.
 *
 * @param call Makes one call, from a cursor on.
 * @param onPart Told of each part.
 */
export async function reviewQuarantine<Part extends Review>(
  call: (cursor: { readonly cursor?: string }) => Promise<Part>,
  onPart: (part: Part) => void = () => {},
): Promise<ReviewTotal> {
  let total = NOTHING;
  let cursor: { readonly cursor?: string } = {};
  for (;;) {
    const part = await call(cursor);
    onPart(part);
    total = sum(total, part);
    if (part.next === null) return total;
    cursor = { cursor: part.next };
  }
}

function sum(total: ReviewTotal, part: Review): ReviewTotal {
  const refused = { ...total.refused };
  for (const [code, count] of Object.entries(part.refused)) refused[code] = (refused[code] ?? 0) + count;
  return {
    looked: total.looked + part.looked,
    passing: total.passing + part.passing,
    stale: total.stale + part.stale,
    refused,
    missing: total.missing + part.missing,
  };
}
