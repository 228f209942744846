import type { AnswerOf, Routes } from "@countersign/contract";
import type { Client } from "@countersign/contract/client";
import { referenceTo } from "./reference-to.ts";

type Source = AnswerOf<Routes["listSources"]>["items"][number];
type Endpoint = AnswerOf<Routes["listEndpoints"]>["items"][number];
type Secrets = AnswerOf<Routes["listSourceSecrets"]>;

/** The organization's sources and endpoints as a configuration file would have them, secrets as references to variables. */
export async function readConfiguration(client: Client): Promise<unknown> {
  const { pages } = await import("@countersign/contract/client");
  const { items } = await client.call("listOrganizations");
  const sources: unknown[] = [];
  for await (const source of pages((query) => client.call("listSources", { query }))) {
    if (source.state !== "removed") sources.push(await sourceEntry(client, source));
  }
  const endpoints: unknown[] = [];
  for await (const endpoint of pages((query) => client.call("listEndpoints", { query }))) {
    if (endpoint.state !== "removed") endpoints.push(await endpointEntry(client, endpoint));
  }
  return { organizations: [{ name: items[0]?.name, sources, endpoints }] };
}

async function sourceEntry(client: Client, source: Source): Promise<unknown> {
  const { state: _state, managedBy: _by, version: _version, createdAt: _at, ...settings } = source;
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

async function endpointEntry(client: Client, endpoint: Endpoint): Promise<unknown> {
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
