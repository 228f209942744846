import type { AnswerOf, Routes } from "@countersign/contract";
import type { StoredConnection } from "../../store/resources/connection-store.ts";
import type { OrganizationResources } from "../../store/resources/resource-store.ts";
import type { SecretFactsRow } from "../../store/resources/secret-rows.ts";
import { isoTime } from "../iso-time.ts";
import { showStoredEndpoint } from "./show-endpoint.ts";
import { showSecretsOf } from "./show-secret.ts";
import { maskedUrl } from "./masked-url.ts";
import { receiveUrlOf } from "./receive-url.ts";
import { stateOfSource } from "./show-source.ts";

export type ShownConnection = AnswerOf<Routes["getConnection"]>;

/** What a connection is shown with: all of its organization, as of one moment. */
export interface ConnectionSurroundings {
  readonly resources: OrganizationResources;
  readonly secrets: readonly SecretFactsRow[];
  readonly now: number;
  /** Where senders reach this gateway. */
  readonly gatewayUrl: string | undefined;
}

/** A partner seen whole; parts that were deleted are left out. */
export function showConnection(
  connection: StoredConnection,
  surroundings: ConnectionSurroundings,
): ShownConnection {
  const { name, version, createdAt } = connection;
  return {
    name,
    version,
    createdAt: isoTime(createdAt),
    inbound: showInbound(connection, surroundings),
    outbound: showOutbound(connection, surroundings),
  };
}

function showInbound(
  { sourceId, callerId }: StoredConnection,
  { resources, secrets, now, gatewayUrl }: ConnectionSurroundings,
): ShownConnection["inbound"] {
  const source = resources.sources.find(({ id }) => id === sourceId);
  if (source === undefined) return null;
  const caller = source.callers.find(({ id }) => id === callerId);
  const state = stateOfSource(source);
  const owner = caller === undefined ? ({ kind: "source", id: source.id } as const) : callerOwner(caller.id);
  const below = `/api/v1/sources/${source.name}${caller === undefined ? "" : `/callers/${caller.name}`}`;
  return {
    source: source.name,
    caller: caller?.name ?? null,
    state: state === "enabled" && caller?.isPaused === true ? "paused" : state,
    scheme: source.scheme.id,
    path: source.path,
    publicUrl: source.publicUrl === undefined ? null : maskedUrl(source.publicUrl),
    receiveUrl: receiveUrlOf(source, gatewayUrl),
    secrets: showSecretsOf(owner, secrets, now),
    rotate: `${below}/secrets/rotate`,
  };
}

function showOutbound(
  { endpointId }: StoredConnection,
  { resources, secrets, now }: ConnectionSurroundings,
): ShownConnection["outbound"] {
  const endpoint = resources.endpoints.find(({ id }) => id === endpointId);
  if (endpoint === undefined) return null;
  const { state, url } = showStoredEndpoint(endpoint);
  return {
    endpoint: endpoint.name,
    state,
    scheme: endpoint.scheme.id,
    url,
    secrets: showSecretsOf({ kind: "endpoint", id: endpoint.id }, secrets, now),
    rotate: `/api/v1/endpoints/${endpoint.name}/secrets/rotate`,
  };
}

function callerOwner(id: number): { readonly kind: "caller"; readonly id: number } {
  return { kind: "caller", id };
}
