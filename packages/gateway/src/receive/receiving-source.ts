import { callerHeader, createVerifier } from "countersign";
import type { AcceptedVerdict, Verifier } from "countersign";
import type { Organization, Secret, Source } from "../config/configuration.ts";
import { verifierOptions } from "../config/verifier-options.ts";
import type { IpAddress } from "../http/ip-address.ts";
import { isInNetworks, parseNetwork } from "../http/network.ts";
import type { Network } from "../http/network.ts";
import type { Metrics } from "../observe/metrics.ts";
import { FanOut } from "./fan-out.ts";
import { OrderingKeys } from "./ordering-keys.ts";

/** The ids under which the store knows who signed. */
export interface SignedBy {
  readonly callerId: number | undefined;
  readonly secretId: number | undefined;
}

type Counter = { readonly inc: () => void };

/** One source at one version of its organization's configuration, with everything that a request needs made once. */
export class ReceivingSource {
  readonly organization: Organization;
  readonly source: Source;
  readonly verifier: Verifier;
  readonly fanOut: FanOut;
  readonly orderingKeys: OrderingKeys;
  /** Name of the header whose API key names the caller, in lower case. */
  readonly callerHeader: string | undefined;
  readonly counted: { readonly accepted: Counter; readonly duplicate: Counter; readonly conflict: Counter };
  /** Networks that requests may come from; undefined for all. */
  readonly allowFrom: readonly Network[] | undefined;
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
    this.orderingKeys = new OrderingKeys(organization.endpoints);
    this.callerHeader = callerHeader(source.scheme)?.toLowerCase();
    const labels = { organization: organization.name, source: source.name };
    this.counted = {
      accepted: metrics.received.labels({ ...labels, result: "accepted" }),
      duplicate: metrics.received.labels({ ...labels, result: "duplicate" }),
      conflict: metrics.received.labels({ ...labels, result: "conflict" }),
    };
    this.allowFrom = source.allowFrom?.flatMap((text) => parseNetwork(text) ?? []);
    this.#secretIds = idsByName(source.secrets);
    this.#callers = new Map(
      source.callers.map((caller) => [caller.name, { id: caller.id, secretIds: idsByName(caller.secrets) }]),
    );
  }

  /** Whether a request from this address may be verified; one of an unknown client only where any may. */
  isAllowedFrom(address: IpAddress | undefined): boolean {
    if (this.allowFrom === undefined) return true;
    return address !== undefined && isInNetworks(this.allowFrom, address);
  }

  /** The row ids behind the names that a verdict reports. */
  signedBy(verdict: AcceptedVerdict): SignedBy {
    const caller = verdict.callerId === undefined ? undefined : this.#callers.get(verdict.callerId);
    const secretId = (caller?.secretIds ?? this.#secretIds).get(verdict.keyId);
    return { callerId: caller?.id, secretId };
  }
}

function idsByName(secrets: readonly Secret[]): ReadonlyMap<string, number> {
  return new Map(secrets.map((secret) => [secret.name, secret.id]));
}
