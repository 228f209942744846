import { createVerifier } from "countersign";
import type { AcceptedVerdict, RefusedVerdict, Verifier } from "countersign";
import { verifierOptions } from "../../config/verifier-options.ts";
import type { QuarantinedRequest } from "../../store/quarantine/quarantine-store.ts";
import type { AcceptedEvent } from "../../store/accepting.ts";
import { plannedEvent } from "../planned-event.ts";
import type { ReceivingSource } from "../receiving-source.ts";
import type { SourceGroup } from "../source-group.ts";
import type { SourceTable } from "../source-table.ts";

/** What the present configuration says of a quarantined request. */
export type Reverified =
  /** It passes, as of the moment when it was received. */
  | { readonly result: "passes"; readonly event: AcceptedEvent }
  /** Only its signed time was too far from that moment: everything else passes. */
  | { readonly result: "stale"; readonly event: AcceptedEvent }
  /** With a verdict code, `payload_unreadable`, or `source_disabled` where the source does not receive now. */
  | { readonly result: "refused"; readonly code: string };

/** As far as a signed time can lie from any other. */
const ANY_AGE_MS = Number.MAX_SAFE_INTEGER;

/** A source's verifier with a clock that is set. */
interface TimedVerifier {
  readonly clock: { now: number };
  readonly verifier: Verifier;
}

/**
 * Verifies requests again with the configuration of one table, each as of the time when it was received. It judges with
 * the library's verifier and nothing else: what does not pass that does not pass here.
 */
export class Reverifier {
  readonly #bySource: ReadonlyMap<number, SourceGroup>;
  readonly #verifiers = new Map<ReceivingSource, TimedVerifier>();

  constructor(table: SourceTable) {
    const groups = [...table.values()];
    this.#bySource = new Map(groups.flatMap((group) => group.all.map(({ source }) => [source.id, group])));
  }

  verify(request: QuarantinedRequest): Reverified {
    const receiving = this.sourceOf(request);
    if (receiving === undefined) return { result: "refused", code: "source_disabled" };
    const verdict = this.#verdict(receiving, request);
    if (verdict.ok) return passed(receiving, request, { verdict, result: "passes" });
    if (verdict.code !== "stale" && verdict.code !== "from_the_future") return refused(verdict);
    const atAnyAge = verifyAt(timedVerifier(receiving, { toleranceMs: ANY_AGE_MS }), request);
    if (!atAnyAge.ok) return refused(atAnyAge);
    return passed(receiving, request, { verdict: atAnyAge, result: "stale" });
  }

  /**
   * The source that the request would lead to now: the one it came to, or another of the same path that its API key names
   * by now. Never another organization's.
   */
  sourceOf(
    request: Pick<QuarantinedRequest, "sourceId" | "organizationId" | "rawHeaders">,
  ): ReceivingSource | undefined {
    const group = this.#bySource.get(request.sourceId);
    if (group === undefined) return undefined;
    const chosen = group.choose(request.rawHeaders);
    if (chosen.organization.id === request.organizationId) return chosen;
    return group.all.find(({ source }) => source.id === request.sourceId);
  }

  #verdict(receiving: ReceivingSource, request: QuarantinedRequest): AcceptedVerdict | RefusedVerdict {
    const timed = this.#verifiers.get(receiving) ?? timedVerifier(receiving);
    this.#verifiers.set(receiving, timed);
    return verifyAt(timed, request);
  }
}

function timedVerifier(
  { source, organization }: ReceivingSource,
  change: { readonly toleranceMs?: number } = {},
): TimedVerifier {
  const clock = { now: 0 };
  const options = { ...verifierOptions(source, organization.name), ...change, now: () => clock.now };
  return { clock, verifier: createVerifier(source.scheme, options) };
}

function verifyAt(
  { clock, verifier }: TimedVerifier,
  { receivedAt, method, rawHeaders, body }: QuarantinedRequest,
): AcceptedVerdict | RefusedVerdict {
  clock.now = receivedAt;
  return verifier.verify({ method, headers: rawHeaders, body });
}

function refused({ code }: RefusedVerdict): Reverified {
  return { result: "refused", code };
}

function passed(
  receiving: ReceivingSource,
  { rawHeaders, body, receivedAt }: QuarantinedRequest,
  { verdict, result }: { readonly verdict: AcceptedVerdict; readonly result: "passes" | "stale" },
): Reverified {
  if (receiving.source.payloadCheck === "refuse" && !verdict.isJson) {
    return { result: "refused", code: "payload_unreadable" };
  }
  return { result, event: plannedEvent(receiving, { rawHeaders, body, receivedAt, verdict }) };
}
