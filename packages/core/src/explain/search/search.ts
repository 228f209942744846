import { equalBytes } from "../equal-bytes.ts";
import type { ReceivedSignature } from "../signatures/received-signature.ts";
import type { Budget } from "./budget.ts";
import { Contents } from "./contents.ts";
import type { Claim, Deviation, Hypothesis } from "./hypothesis.ts";
import { MacCache } from "./mac-cache.ts";

/** A received signature that was computed again. */
export interface Match {
  /** Everything that departs from the declared scheme; empty when nothing does. */
  readonly claims: readonly Claim[];
  readonly signature: ReceivedSignature;
  readonly keyName: string;
  readonly algorithm: string;
  /** The guess that gave it. */
  readonly hypothesis: Hypothesis;
  /** The bytes of the key. */
  readonly key: Uint8Array;
}

/** Departures of one kind that are paired with others: pairs grow with the square. */
const MAX_PAIRED = 24;

/** Departures of one kind; two of the same kind exclude each other. May be worked out while it is read. */
export type Dimension = Iterable<Deviation>;

/** What the single departures came to. */
export interface Singles {
  readonly matches: readonly Match[];
  /** The frequent departures, by kind. */
  readonly common: readonly (readonly Deviation[])[];
}

/** Compares guesses with the received signatures. */
export class Search {
  readonly #signatures: readonly ReceivedSignature[];
  readonly #budget: Budget;
  readonly #contents = new Contents();
  readonly #macs = new MacCache();

  constructor(signatures: readonly ReceivedSignature[], budget: Budget) {
    this.#signatures = signatures;
    this.#budget = budget;
  }

  /** The first received signature that the hypothesis gives. */
  test(hypothesis: Hypothesis, claims: readonly Claim[]): Match | undefined {
    if (hypothesis.keys.length === 0) return undefined;
    const content = this.#contents.of(hypothesis);
    for (const key of hypothesis.keys) {
      const mac = this.#macs.macOf({ hash: hypothesis.hash, key: key.bytes, content }, () =>
        this.#budget.spend(),
      );
      const signature = this.#signatures.find(({ bytes }) => equalBytes(bytes, mac));
      if (signature === undefined) continue;
      const algorithm = `HMAC-${hypothesis.hash.toUpperCase().replace("SHA", "SHA-")}`;
      return {
        claims: [...signature.claims, ...claims],
        signature,
        keyName: key.name,
        algorithm,
        hypothesis,
        key: key.bytes,
      };
    }
    return undefined;
  }

  /** Every single departure that gives a received signature, and which departures are worth pairing. */
  singles(base: Hypothesis, dimensions: readonly Dimension[]): Singles {
    const matches: Match[] = [];
    const common = dimensions.map((dimension) => {
      const frequent: Deviation[] = [];
      for (const deviation of dimension) {
        // Asked after each departure is worked out, which may cost more than its signature.
        if (!this.#budget.isLeft) break;
        const match = this.test({ ...base, ...deviation.change }, [deviation]);
        if (match !== undefined) matches.push(match);
        if (deviation.isCommon) frequent.push(deviation);
      }
      return frequent;
    });
    return { matches, common };
  }

  /** Every pair of departures of two kinds that gives a received signature, the likeliest pairs first. */
  pairs(base: Hypothesis, common: Singles["common"]): readonly Match[] {
    const matches: Match[] = [];
    for (const [first, second] of pairsOf(common)) {
      if (!this.#budget.isLeft) break;
      const match = this.test({ ...base, ...first.change, ...second.change }, [first, second]);
      if (match !== undefined) matches.push(match);
    }
    return matches;
  }
}

/** Pairs of common deviations, by the sum of their places: what is likely stands early in its dimension. */
function pairsOf(all: Singles["common"]): readonly (readonly [Deviation, Deviation])[] {
  const common = all.map((each) => each.slice(0, MAX_PAIRED));
  const ranked = common.flatMap((ones, index) =>
    common
      .slice(index + 1)
      .flatMap((others) =>
        ones.flatMap((first, i) =>
          others.map((second, j) => ({ rank: i + j, pair: [first, second] as const })),
        ),
      ),
  );
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ pair }) => pair);
}
