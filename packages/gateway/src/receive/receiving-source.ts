import { callerHeader, createVerifier } from "countersign";
import type { AcceptedVerdict, Verifier } from "countersign";
import type { Organization, Secret, Source } from "../config/configuration.ts";
import { verifierOptions } from "../config/verifier-options.ts";
import type { Metrics } from "../observe/metrics.ts";
import { FanOut } from "./fan-out.ts";

/** The ids under which the store knows who signed. */
export interface SignedBy {
  readonly callerId?: number;
  readonly secretId?: number;
}

type Counter = { readonly inc: () => void };

/** One source at one version of its organization's configuration, with everything that a request needs made once. */
export class ReceivingSource {
  readonly organization: Organization;
  readonly source: Source;
  readonly verifier: Verifier;
  readonly fanOut: FanOut;
  /** Name of the header whose API key names the caller, in lower case. */
  readonly callerHeader: string | undefined;
  readonly counted: { readonly accepted: Counter; readonly duplicate: Counter; readonly conflict: Counter };
  readonly #secretIds: ReadonlyMap<string, number>;
  readonly #callers: ReadonlyMap<
    string,
    { readonly id: number; readonly secretIds: ReadonlyMap<string, number> }
  >;

  /** @throws CountersignError when the library refuses the stored keys or options. */
  constructor(organization: Organization, source: Source, metrics: Metrics) {
    this.organization = organization;
    this.source = source;
    this.verifier = createVerifier(source.scheme, verifierOptions(source, organization.name));
    this.fanOut = new FanOut(source.name, organization.endpoints);
    this.callerHeader = callerHeader(source.scheme)?.toLowerCase();
    const labels = { organization: organization.name, source: source.name };
    this.counted = {
      accepted: metrics.received.labels({ ...labels, result: "accepted" }),
      duplicate: metrics.received.labels({ ...labels, result: "duplicate" }),
      conflict: metrics.received.labels({ ...labels, result: "conflict" }),
    };
    this.#secretIds = idsByName(source.secrets);
    this.#callers = new Map(
      source.callers.map((caller) => [caller.name, { id: caller.id, secretIds: idsByName(caller.secrets) }]),
    );
  }

  /** The row ids behind the names that a verdict reports. */
  signedBy(verdict: AcceptedVerdict): SignedBy {
    const caller = verdict.callerId === undefined ? undefined : this.#callers.get(verdict.callerId);
    const secretId = (caller?.secretIds ?? this.#secretIds).get(verdict.keyId);
    return {
      ...(caller === undefined ? {} : { callerId: caller.id }),
      ...(secretId === undefined ? {} : { secretId }),
    };
  }
}

function idsByName(secrets: readonly Secret[]): ReadonlyMap<string, number> {
  return new Map(secrets.map((secret) => [secret.name, secret.id]));
}
