import { idPart, timestampPart } from "../../scheme-facts.ts";
import type { Evidence } from "../evidence.ts";
import { shownName } from "../read-headers.ts";
import type { CandidateHeader } from "./content-dimension.ts";
import { readTimestamp } from "./timestamp-spellings.ts";

const TIME_NAME = /time|stamp|date|generated|created|sent/;
const ID_NAME = /(?:^|-)(?:id|uuid|guid|key)$/;
const ID_VALUE = /^[!-~]{4,128}$/;
/** Headers of one kind that are tried. */
const MAX_CANDIDATES = 2;

/** Headers that may hold a signed time: the scheme's own first. */
export function candidateTimestamps(evidence: Evidence): readonly CandidateHeader[] {
  const own = timestampPart(evidence.scheme)?.header.toLowerCase();
  return candidates(
    evidence,
    own,
    ({ name, value }) => TIME_NAME.test(name) && readTimestamp(value) !== undefined,
  );
}

/** Headers that may hold a signed id: the scheme's own first. */
export function candidateIds(evidence: Evidence): readonly CandidateHeader[] {
  const own = idPart(evidence.scheme)?.header.toLowerCase();
  return candidates(evidence, own, ({ name, value }) => ID_NAME.test(name) && ID_VALUE.test(value));
}

const TAGGED_TIME = /(?:^|[,; ])(t|ts|timestamp)=([0-9TZ:.+-]{10,32})(?=$|[,; ])/;

/** Times that stand in a header beside a signature, as in `t=…,v1=…`. */
export function taggedTimes({ headers }: Evidence): readonly CandidateHeader[] {
  return headers
    .flatMap(({ name, value }) => {
      const [, tag, time] = TAGGED_TIME.exec(value) ?? [];
      if (tag === undefined || time === undefined || readTimestamp(time) === undefined) return [];
      return [{ name: `"${tag}=" in ${shownName(name)}`, value: time }];
    })
    .slice(0, MAX_CANDIDATES);
}

function candidates(
  { headers }: Evidence,
  own: string | undefined,
  fits: (header: CandidateHeader) => boolean,
): readonly CandidateHeader[] {
  const ownHeaders = headers.filter(({ name }) => name === own);
  const rest = headers.filter((each) => each.name !== own && fits(each));
  return [...ownHeaders, ...rest]
    .slice(0, MAX_CANDIDATES)
    .map(({ name, value }) => ({ name: shownName(name), value }));
}
