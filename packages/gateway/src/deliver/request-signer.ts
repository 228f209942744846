import { createSigner } from "countersign";
import type { Scheme, Signer } from "countersign";
import type { Endpoint } from "../config/configuration.ts";
import { signerOptions } from "../config/signer-options.ts";
import type { ClaimedDelivery } from "../store/delivering.ts";

/** The headers that prove who sends, and the one secret they were made with where it was only one. */
export interface SignedHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly secretId: number | undefined;
}

/** Signs deliveries for one endpoint in its scheme, at the time of sending. */
export class RequestSigner {
  readonly #signer: Signer;
  readonly #signsWithAllKeys: boolean;
  readonly #secretIds: ReadonlyMap<string, number>;

  /** @throws CountersignError where the endpoint's scheme, keys or API key cannot be used. */
  constructor(endpoint: Endpoint, now: () => number) {
    this.#signsWithAllKeys = hasSignatureList(endpoint.scheme);
    this.#secretIds = new Map(endpoint.secrets.map(({ name, id }) => [name, id]));
    this.#signer = createSigner(endpoint.scheme, { ...signerOptions(endpoint), now });
  }

  /**
   * Signs with all live keys where the scheme's header holds a list, else with the oldest live key. Each refusal (401,
   * 403) so far moves on to the next live key, so that a receiver that has changed over already is reached as well.
   *
   * @throws CountersignError such as `no_live_key`
   */
  sign({ event, refusals }: Pick<ClaimedDelivery, "event" | "refusals">): SignedHeaders {
    const live = this.#signer.keyIds();
    const keyId = this.#signsWithAllKeys ? undefined : live[refusals % Math.max(1, live.length)];
    const headers = this.#signer.sign({
      id: event.eventId,
      method: "POST",
      body: event.body,
      keyId,
    });
    const usedKey = live.length === 1 ? live[0] : keyId;
    return { headers, secretId: usedKey === undefined ? undefined : this.#secretIds.get(usedKey) };
  }
}

function hasSignatureList({ proof }: Scheme): boolean {
  return proof.kind === "mac" && proof.signature.list !== undefined;
}
