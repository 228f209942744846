import type { BodyOf, Routes } from "@countersign/contract";
import type { ConnectionParts, StoredConnection } from "../../store/resources/connection-store.ts";
import type { OrganizationResources } from "../../store/resources/resource-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { pageAfter } from "../page-after.ts";
import { refusedAt } from "./body-refusal.ts";
import { showConnection } from "./show-connection.ts";
import type { ConnectionSurroundings } from "./show-connection.ts";

type ConnectionRoute =
  "listConnections" | "createConnection" | "getConnection" | "updateConnection" | "deleteConnection";

type PartNames = BodyOf<Routes["updateConnection"]>;

/** Another change may come between reading a connection and changing it. More often than this something is wrong. */
const MAX_TRIES = 5;

export function connectionHandlers(
  parts: Pick<ApiParts, "store" | "now" | "settings">,
): Handlers<ConnectionRoute> {
  const { store, now, settings } = parts;

  const surroundings = async ({ organizationId }: Caller): Promise<ConnectionSurroundings> => {
    const resources = await store.resources.read(organizationId);
    const secrets = await store.resources.listSecrets(organizationId);
    return { resources, secrets, now: now(), gatewayUrl: settings.publicUrl };
  };

  const find = async (name: string, { organizationId }: Caller): Promise<StoredConnection> => {
    const all = await store.connections.list(organizationId);
    const found = all.find((connection) => connection.name === name);
    if (found === undefined) throw new ApiRefusal("not_found");
    return found;
  };

  return {
    listConnections: async ({ query, caller }) => {
      const all = await store.connections.list(caller.organizationId);
      const { items, next } = pageAfter(all, query, ({ name }) => name);
      const around = await surroundings(caller);
      return { items: items.map((connection) => showConnection(connection, around)), next };
    },

    createConnection: async ({ body: { name, ...names }, caller, remember }) => {
      const { organizationId, actor } = caller;
      const around = await surroundings(caller);
      const wanted = { organizationId, name, ...partsOf(names, {}, around.resources) };
      const answer = remember((created: StoredConnection) => showConnection(created, around));
      const result = await store.connections.create(actor, wanted, answer);
      if (result.outcome === "already_answered") throw new ApiRefusal("idempotency_key_reused");
      if (result.outcome !== "created") throw new ApiRefusal(result.outcome);
      return showConnection(result.connection, around);
    },

    getConnection: async ({ params, caller }) =>
      showConnection(await find(params.connection, caller), await surroundings(caller)),

    updateConnection: async ({ params, body, caller, checkPrecondition }) => {
      for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
        const present = await find(params.connection, caller);
        const around = await surroundings(caller);
        checkPrecondition(showConnection(present, around));
        const wanted = partsOf(body, present, around.resources);
        const changed = await store.connections.update(caller.actor, present, wanted);
        if (changed !== undefined) return showConnection(changed, around);
      }
      throw new ApiRefusal("unavailable");
    },

    deleteConnection: async ({ params, caller }) => {
      for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
        const present = await find(params.connection, caller);
        if (await store.connections.delete(caller.actor, present)) return undefined;
      }
      throw new ApiRefusal("unavailable");
    },
  };
}

/**
 * The parts that the names mean: those not named stay as they are, null is none. Another source leaves the caller behind.
 *
 * @throws ApiRefusal `request_invalid` for a name that the organization does not have.
 */
function partsOf(
  names: PartNames,
  present: ConnectionParts,
  { sources, endpoints }: OrganizationResources,
): ConnectionParts {
  const source =
    names.source === undefined
      ? sources.find(({ id }) => id === present.sourceId)
      : named(sources, names.source, "source");
  const callers = source?.callers ?? [];
  const caller =
    names.caller === undefined
      ? callers.find(({ id }) => id === present.callerId)
      : named(callers, names.caller, "caller");
  const endpoint =
    names.endpoint === undefined
      ? endpoints.find(({ id }) => id === present.endpointId)
      : named(endpoints, names.endpoint, "endpoint");
  return {
    ...(source !== undefined && { sourceId: source.id }),
    ...(caller !== undefined && { callerId: caller.id }),
    ...(endpoint !== undefined && { endpointId: endpoint.id }),
  };
}

function named<Part extends { readonly id: number; readonly name: string }>(
  all: readonly Part[],
  name: string | null,
  kind: "source" | "caller" | "endpoint",
): Part | undefined {
  if (name === null) return undefined;
  const found = all.find((part) => part.name === name);
  if (found !== undefined) return found;
  const expected = kind === "caller" ? "a caller of the source" : `a ${kind} of this organization`;
  throw refusedAt(`/${kind}`, expected, "a name that none has");
}
