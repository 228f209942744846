import type { RouteName } from "@countersign/contract";
import { nabla } from "countersign/schemes";
import { waitUntil } from "../../support/wait-until.ts";
import { ask } from "./ask.ts";
import type { ApiWorld } from "./api-world.ts";

/**
 * Bodies that the routes below a parameter take: without one, the matrix would see a wrong body refused and not another
 * organization's resource.
 */
export const exampleBodies: Readonly<Partial<Record<RouteName, unknown>>> = {
  updateSource: { toleranceMs: 1000 },
  updateUser: { name: "Another Name" },
  createCaller: { name: "another", apiKey: "another key", secrets: ["another secret"] },
  updateCaller: { apiKey: "a changed key" },
  updateEndpoint: { concurrency: 2 },
  rotateSourceSecret: {},
  rotateCallerSecret: {},
  rotateEndpointSecret: {},
  updateConnection: { endpoint: null },
  updateScheme: { ...nabla, id: "own", name: "Changed" },
  eraseEvent: { reason: "asked by the clinic" },
  releaseLegalHold: { reason: "settled" },
  shredKeyWeek: { reason: "asked by the clinic" },
  revealQuarantined: { reason: "to see what it is" },
  revealEvent: { reason: "asked by the ward" },
  revealResponses: { reason: "looking for the cause" },
};

const visits = {
  name: "visits",
  scheme: "insight-health",
  callers: [{ name: "clinic-a", apiKey: "the key of clinic-a", secrets: ["the secret of clinic-a"] }],
};
const ehr = { name: "ehr", url: "https://ehr.example.org", scheme: "nabla", secrets: ["an outbound secret"] };

/** Makes sure that north has it: a route that was walked before may have deleted it. */
async function ensure(
  { url, north }: ApiWorld,
  path: string,
  body: { readonly name: string; readonly source?: string },
): Promise<string> {
  const { status, text } = await ask(`${url}/api/v1/${path}`, { apiKey: north.admin, body });
  if (status !== 201 && status !== 409) throw new Error(`north has no ${path}/${body.name}: ${text}`);
  return body.name;
}

async function ensureScheme({ url, north }: ApiWorld): Promise<string> {
  const scheme = { ...nabla, id: "own" };
  const { status, text } = await ask(`${url}/api/v1/schemes`, { apiKey: north.admin, body: scheme });
  if (status !== 201 && status !== 409) throw new Error(`north has no scheme of its own: ${text}`);
  return scheme.id;
}

/** The id of what a route makes for north. */
async function made({ url, north }: ApiWorld, path: string, body: object): Promise<string> {
  const { json, text } = await ask(`${url}/api/v1/${path}`, { apiKey: north.admin, body });
  const { id } = (json ?? {}) as { readonly id?: string };
  if (id === undefined) throw new Error(`north has made no ${path}: ${text}`);
  return id;
}

async function sentEvent(world: ApiWorld): Promise<string> {
  await ensure(world, "endpoints", ehr);
  return made(world, "events", { type: "note.created", data: { status: "final" } });
}

/** Has a request refused, where none is kept, and waits until one is. */
async function findQuarantined(world: ApiWorld): Promise<string> {
  const { url, north } = world;
  const list = async (): Promise<readonly { readonly id: string }[]> => {
    const { json } = await ask(`${url}/api/v1/quarantine`, { apiKey: north.admin });
    return (json as { readonly items: readonly { readonly id: string }[] }).items;
  };
  await ensure(world, "sources", visits);
  if ((await list()).length === 0) await ask(`${url}/in/north/visits`, { body: {} });
  await waitUntil("a refused request is kept", async () => (await list()).length > 0);
  return (await list())[0]?.id ?? "";
}

async function weekOf(world: ApiWorld): Promise<string> {
  await sentEvent(world);
  const { json } = await ask(`${world.url}/api/v1/key-weeks`, { apiKey: world.north.admin });
  const [newest] = (json as { readonly items: readonly { readonly week: string }[] }).items;
  if (newest === undefined) throw new Error("north has no keys");
  return newest.week;
}

/**
 * What north has under each parameter of a path, so that the access matrix can ask for it with south's keys. A resource
 * that every organization shares is `shared`.
 */
export const existingResources: Readonly<
  Record<string, { readonly find: (world: ApiWorld) => Promise<string>; readonly isShared?: true }>
> = {
  organization: { find: async () => "north" },
  user: {
    find: async (world) => {
      const body = { name: "Bea", email: "bea@north.example", role: "viewer" };
      const { status } = await ask(`${world.url}/api/v1/users`, { apiKey: world.north.admin, body });
      if (status !== 201 && status !== 409) throw new Error("north has no user");
      const { json } = await ask(`${world.url}/api/v1/users`, { apiKey: world.north.admin });
      const [first] = (json as { readonly items: readonly { readonly id: string }[] }).items;
      if (first === undefined) throw new Error("north has no users");
      return first.id;
    },
  },
  source: { find: (world) => ensure(world, "sources", visits) },
  caller: { find: (world) => ensure(world, "sources/visits/callers", visits.callers[0] ?? { name: "" }) },
  endpoint: { find: (world) => ensure(world, "endpoints", ehr) },
  secret: { find: async () => "key-1" },
  connection: {
    find: async (world) => {
      await ensure(world, "sources", visits);
      return ensure(world, "connections", { name: "insight", source: "visits" });
    },
  },
  event: { find: sentEvent },
  delivery: {
    find: async (world) => {
      const event = await sentEvent(world);
      const { json } = await ask(`${world.url}/api/v1/deliveries?event=${event}`, {
        apiKey: world.north.admin,
      });
      const [first] = (json as { readonly items: readonly { readonly id: string }[] }).items;
      if (first === undefined) throw new Error("north's event has no delivery");
      return first.id;
    },
  },
  replay: {
    find: async (world) => {
      const to = await ensure(world, "endpoints", ehr);
      return made(world, "replays", { what: "resend", filter: {}, to, reason: "a lost day" });
    },
  },
  legalHold: {
    find: (world) => made(world, "legal-holds", { scope: { organization: true }, reason: "a lawsuit" }),
  },
  // Both organizations have keys of the same weeks: what one does to its own says nothing of the other's.
  week: { find: weekOf, isShared: true },
  // Each organization's log has an entry of that number, its own.
  sequence: { find: async () => "1", isShared: true },
  quarantined: { find: findQuarantined },
  scheme: { find: ensureScheme },
  apiKey: {
    find: async ({ url, north }) => {
      const { json } = await ask(`${url}/api/v1/api-keys`, { apiKey: north.admin });
      const [newest] = (json as { readonly items: readonly { readonly id: string }[] }).items;
      if (newest === undefined) throw new Error("north has no keys");
      return newest.id;
    },
  },
};
