import { CountersignError } from "countersign";
import type { Configuration, Endpoint, Organization } from "../config/configuration.ts";
import { GatewayError } from "../errors.ts";
import type { Log } from "../observe/log.ts";
import { errorFields } from "../observe/error-fields.ts";
import { ActiveHours } from "./active-hours.ts";
import type { AddressGuard } from "./address-guard.ts";
import { HttpClient } from "./http-client.ts";
import { RequestFactory } from "./outbound-request.ts";
import type { ResolveHost } from "./resolve-host.ts";

/** An endpoint at one version of its organization's configuration. */
export interface ReadyEndpoint {
  readonly organizationId: number;
  readonly organizationName: string;
  readonly configVersion: number;
  readonly endpoint: Endpoint;
  /** Undefined where deliveries may begin at any time. */
  readonly activeHours: ActiveHours | undefined;
  /** Undefined where the endpoint's configuration cannot be used. */
  readonly sender: { readonly requests: RequestFactory; readonly client: HttpClient } | undefined;
}

export interface EndpointTableOptions {
  readonly version: string;
  readonly now: () => number;
  readonly log: Log;
  readonly allowsInsecure: boolean;
  readonly isAllowedAddress: AddressGuard;
  readonly resolveHost: ResolveHost;
  readonly trustedCertificates?: string | undefined;
}

/**
 * The enabled endpoints, ready to send. Everything that costs time is made once per endpoint and configuration version;
 * connections live on across versions as long as the address and the limits stay. An endpoint that cannot be used is
 * logged and stays in the table without a sender: it stops no other.
 */
export class EndpointTable {
  readonly #options: EndpointTableOptions;
  #byId: ReadonlyMap<number, ReadyEndpoint> = new Map();
  /** Every client that is not closed yet, those of earlier versions included. */
  readonly #open = new Set<HttpClient>();
  readonly #closing = new Map<HttpClient, Promise<void>>();

  constructor(options: EndpointTableOptions) {
    this.#options = options;
  }

  get(endpointId: number): ReadyEndpoint | undefined {
    return this.#byId.get(endpointId);
  }

  /** Takes on a configuration. Attempts under way end with what they began with. */
  load(configuration: Configuration): void {
    const next = new Map<number, ReadyEndpoint>();
    for (const organization of configuration.organizations) {
      for (const endpoint of organization.endpoints) {
        if (endpoint.isEnabled) next.set(endpoint.id, this.#ready(organization, endpoint));
      }
    }
    const kept = new Set([...next.values()].map(({ sender }) => sender?.client));
    const before = this.#byId;
    this.#byId = next;
    for (const { sender } of before.values()) {
      if (sender !== undefined && !kept.has(sender.client)) this.#closeLater(sender.client);
    }
  }

  /** Lets what is under way end, then closes all connections. */
  async close(): Promise<void> {
    this.#byId = new Map();
    for (const client of this.#open) this.#closeLater(client);
    await Promise.all(this.#closing.values());
  }

  /** Ends every attempt under way as `interrupted`. */
  async interrupt(): Promise<void> {
    await Promise.all(Array.from(this.#open, (client) => client.destroy()));
  }

  #ready(organization: Organization, endpoint: Endpoint): ReadyEndpoint {
    const known = this.#byId.get(endpoint.id);
    if (known?.configVersion === organization.configVersion) return known;
    const facts = {
      organizationId: organization.id,
      organizationName: organization.name,
      configVersion: organization.configVersion,
      endpoint,
      activeHours: endpoint.activeHours === undefined ? undefined : new ActiveHours(endpoint.activeHours),
    };
    try {
      return { ...facts, sender: this.#senderOf(organization, endpoint, known) };
    } catch (error) {
      this.#options.log("endpoint_unusable", {
        organization: organization.name,
        endpoint: endpoint.name,
        code: codeOf(error),
      });
      return { ...facts, sender: undefined };
    }
  }

  #senderOf(
    organization: Organization,
    endpoint: Endpoint,
    known: ReadyEndpoint | undefined,
  ): ReadyEndpoint["sender"] {
    const sourceSchemes = organization.sources.map(({ scheme }) => scheme);
    const requests = new RequestFactory({ ...this.#options, endpoint, sourceSchemes });
    if (known?.sender !== undefined && hasSameConnection(known, endpoint, requests.origin)) {
      return { requests, client: known.sender.client };
    }
    const { isAllowedAddress, resolveHost, trustedCertificates } = this.#options;
    const { concurrency, connectTimeoutMs, attemptTimeoutMs } = endpoint;
    const client = new HttpClient({
      origin: requests.origin,
      concurrency,
      connectTimeoutMs,
      attemptTimeoutMs,
      isAllowedAddress,
      resolveHost,
      ...(trustedCertificates === undefined ? {} : { trustedCertificates }),
    });
    this.#open.add(client);
    return { requests, client };
  }

  #closeLater(client: HttpClient): void {
    if (this.#closing.has(client)) return;
    const closing = client.close().finally(() => {
      this.#open.delete(client);
      this.#closing.delete(client);
    });
    this.#closing.set(client, closing);
  }
}

function hasSameConnection(known: ReadyEndpoint, endpoint: Endpoint, origin: string): boolean {
  return (
    known.sender?.requests.origin === origin &&
    known.endpoint.concurrency === endpoint.concurrency &&
    known.endpoint.connectTimeoutMs === endpoint.connectTimeoutMs &&
    known.endpoint.attemptTimeoutMs === endpoint.attemptTimeoutMs
  );
}

function codeOf(error: unknown): string {
  if (error instanceof GatewayError || error instanceof CountersignError) return error.code;
  return errorFields(error).errorCode;
}
