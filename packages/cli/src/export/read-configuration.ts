import type { AnswerOf, Routes } from "@countersign/contract";
import type { Client } from "@countersign/contract/client";
import { referenceTo } from "./reference-to.ts";

type Source = AnswerOf<Routes["listSources"]>["items"][number];
type Endpoint = AnswerOf<Routes["listEndpoints"]>["items"][number];
type Entry = Pick<Source, "scheme"> & Readonly<Record<string, unknown>>;
type Secrets = AnswerOf<Routes["listSourceSecrets"]>;

/** The organization's schemes, sources and endpoints as a configuration file would have them, secrets as references to variables. */
export async function readConfiguration(client: Client): Promise<unknown> {
  const { pages } = await import("@countersign/contract/client");
  const { items } = await client.call("listOrganizations");
  const sources: Entry[] = [];
  for await (const source of pages((query) => client.call("listSources", { query }))) {
    if (source.state !== "removed") sources.push(await sourceEntry(client, source));
  }
  const endpoints: Entry[] = [];
  for await (const endpoint of pages((query) => client.call("listEndpoints", { query }))) {
    if (endpoint.state !== "removed") endpoints.push(await endpointEntry(client, endpoint));
  }
  const named = new Set([...sources, ...endpoints].map(({ scheme }) => scheme));
  const schemes = await readSchemes(client, named);
  const own = schemes.length === 0 ? {} : { schemes };
  return { organizations: [{ name: items[0]?.name, ...own, sources, endpoints }] };
}

/** The organization's own schemes as data, but for those that have left the file and that nothing names. */
async function readSchemes(client: Client, named: ReadonlySet<unknown>): Promise<readonly unknown[]> {
  const { pages } = await import("@countersign/contract/client");
  const schemes: unknown[] = [];
  const list = (cursor: object): Promise<AnswerOf<Routes["listSchemes"]>> =>
    client.call("listSchemes", { query: { origin: "custom", ...cursor } });
  for await (const { id, state } of pages(list)) {
    if (state === "removed" && !named.has(id)) continue;
    schemes.push((await client.call("getScheme", { params: { scheme: id } })).definition);
  }
  return schemes;
}

async function sourceEntry(client: Client, source: Source): Promise<Entry> {
  const { state: _state, managedBy: _by, version: _version, createdAt: _at, ...rest } = source;
  const { receiveUrl: _url, lastEventAt: _last, ...settings } = rest;
  const { pages } = await import("@countersign/contract/client");
  const params = { source: source.name };
  const callers: unknown[] = [];
  for await (const { name } of pages((query) => client.call("listCallers", { params, query }))) {
    const secrets = await client.call("listCallerSecrets", { params: { ...params, caller: name } });
    const path = [source.name, name];
    callers.push({ name, apiKey: referenceTo([...path, "api-key"]), secrets: secretEntries(secrets, path) });
  }
  if (callers.length > 0) return { ...settings, callers };
  const secrets = await client.call("listSourceSecrets", { params });
  return { ...settings, secrets: secretEntries(secrets, [source.name]) };
}

async function endpointEntry(client: Client, endpoint: Endpoint): Promise<Entry> {
  const { state: _state, managedBy: _by, version: _version, createdAt: _at, ...rest } = endpoint;
  const { hasApiKey, headerNames, ...settings } = rest;
  const { name } = endpoint;
  const secrets = await client.call("listEndpointSecrets", { params: { endpoint: name } });
  const headers = headerNames.map((header) => [header, referenceTo([name, "header", header])]);
  return {
    ...settings,
    ...(hasApiKey && { apiKey: referenceTo([name, "api-key"]) }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) as unknown }),
    secrets: secretEntries(secrets, [name]),
  };
}

/** Those that are in force; what has ended or was revoked has no value any more. */
function secretEntries({ items }: Secrets, path: readonly string[]): readonly unknown[] {
  return items
    .filter(({ state }) => state === "active" || state === "retiring")
    .map(({ name, notBefore, notAfter }) => ({
      id: name,
      value: referenceTo([...path, name]),
      ...(notBefore !== null && { notBefore }),
      ...(notAfter !== null && { notAfter }),
    }));
}
