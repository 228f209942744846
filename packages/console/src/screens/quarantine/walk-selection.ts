import type { Answer } from "../../api/answer-types.ts";
import { client } from "../../api/client.ts";
import type { QuarantineQuery } from "./quarantine-query.ts";

/** What a bulk act is about: requests chosen one by one, or all that the filters show. */
export type Chosen = { readonly ids: readonly string[] } | { readonly filter: QuarantineQuery };

/** As many ids as one call takes. */
const MAX_IDS = 200;

type Page = { readonly ids: string[] } | { readonly filter: QuarantineQuery; readonly cursor?: string };
type Counts = Answer<"reverifyQuarantine">;
type Released = Answer<"releaseQuarantine">;
type Discarded = Answer<"discardQuarantine"> & Walked;

/** What the answer of each call tells. */
interface Walked {
  readonly looked: number;
  readonly next: string | null;
}

export interface WalkOptions<Each> {
  readonly chosen: Chosen;
  readonly call: (page: Page) => Promise<Each>;
  /** Called after each call with how many requests have been looked at. */
  readonly onProgress: (looked: number) => void;
}

/** Calls page after page until everything chosen was looked at, and gives all answers. */
async function walk<Each extends Walked>(options: WalkOptions<Each>): Promise<readonly Each[]> {
  const { chosen, call, onProgress } = options;
  const answers: Each[] = [];
  let looked = 0;
  const take = (answer: Each): void => {
    answers.push(answer);
    looked += answer.looked;
    onProgress(looked);
  };
  if ("ids" in chosen) {
    for (const page of pagesOf(chosen.ids)) take(await call(page));
    return answers;
  }
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const answer: Each = await call({ filter: chosen.filter, ...(cursor !== undefined && { cursor }) });
    take(answer);
    cursor = answer.next;
  }
  return answers;
}

/** What verifying the chosen requests again would find. Changes nothing. */
export async function reviewChosen(
  chosen: Chosen,
  onProgress: (looked: number) => void,
  signal: AbortSignal,
): Promise<ReviewTotal> {
  const call = async (page: Page): Promise<Counts> =>
    await client.call("reverifyQuarantine", { body: page, signal });
  return totalOf(await walk({ chosen, call, onProgress }));
}

/** Makes events of those that pass. */
export async function releaseChosen(
  chosen: Chosen,
  how: { readonly override?: "stale"; readonly reason?: string },
  onProgress: (looked: number) => void,
): Promise<ReleaseTotal> {
  const call = async (page: Page): Promise<Released> =>
    await client.call("releaseQuarantine", { body: { ...page, ...how } });
  const answers = await walk({ chosen, call, onProgress });
  return {
    ...totalOf(answers),
    accepted: sum(answers.map(({ accepted }) => accepted)),
    duplicates: sum(answers.map(({ duplicates }) => duplicates)),
    conflicts: sum(answers.map(({ conflicts }) => conflicts)),
    events: answers.flatMap(({ events }) => events),
  };
}

/** How many a discard would delete now. Changes nothing. */
export async function countChosen(chosen: Chosen, signal: AbortSignal): Promise<number> {
  const bodies = "ids" in chosen ? pagesOf(chosen.ids) : [chosen];
  const counts = [];
  for (const body of bodies) {
    counts.push((await client.call("previewDiscard", { body, signal })).count);
  }
  return sum(counts);
}

/** Deletes them for good, and gives how many that were. */
export async function discardChosen(
  chosen: Chosen,
  onProgress: (discarded: number) => void,
): Promise<number> {
  return sum((await walk({ chosen, call: discardPage, onProgress })).map(({ discarded }) => discarded));
}

async function discardPage(page: Page): Promise<Discarded> {
  const answer = await client.call("discardQuarantine", { body: page });
  return { ...answer, looked: answer.discarded };
}

/** The counts of all calls together. */
export type ReviewTotal = Omit<Counts, "next">;
export type ReleaseTotal = Omit<Released, "next">;

/** Adds up the counts of several calls. */
export function totalOf(answers: readonly Counts[]): ReviewTotal {
  const refused: Record<string, number> = {};
  for (const [code, count] of answers.flatMap((each) => Object.entries(each.refused))) {
    refused[code] = (refused[code] ?? 0) + count;
  }
  return {
    looked: sum(answers.map(({ looked }) => looked)),
    passing: sum(answers.map(({ passing }) => passing)),
    stale: sum(answers.map(({ stale }) => stale)),
    missing: sum(answers.map(({ missing }) => missing)),
    refused,
  };
}

function pagesOf(ids: readonly string[]): readonly { readonly ids: string[] }[] {
  const pages = [];
  for (let first = 0; first < ids.length; first += MAX_IDS) {
    pages.push({ ids: ids.slice(first, first + MAX_IDS) });
  }
  return pages;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
