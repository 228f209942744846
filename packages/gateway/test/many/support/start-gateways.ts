import type { SettingKey } from "@countersign/gateway";
import { onTestFinished } from "vitest";
import { ask } from "../../api/support/ask.ts";
import type { Asked } from "../../api/support/ask.ts";
import { startTestGateway } from "../../flows/support/test-gateway.ts";
import type { TestGateway } from "../../flows/support/test-gateway.ts";
import { createDatabase } from "../../support/postgres/create-database.ts";

export type Flags = Readonly<Partial<Record<SettingKey, string | boolean>>>;

/** One key for every gateway of a test, as an operator gives it to all of them. */
export const MASTER_KEY = Buffer.alloc(32, 5).toString("base64");

export const ORGANIZATION = "northside";

/** One more gateway on a database, with a data folder of its own; it stops after the test. */
export async function startOnDatabase(database: string, flags: Flags = {}): Promise<TestGateway> {
  const gateway = await startTestGateway({
    flags: { database, masterKey: MASTER_KEY, allowInsecureEndpoints: true, ...flags },
  });
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  return gateway;
}

/** Gateways of one database, and an admin key of one organization. */
export interface Gateways {
  readonly database: string;
  readonly all: readonly TestGateway[];
  readonly apiKey: string;
}

/** Starts one gateway for each set of flags, all on one new database, and makes an admin key through the first. */
export async function startGateways(...flags: readonly Flags[]): Promise<Gateways> {
  const database = await createDatabase();
  const all: TestGateway[] = [];
  for (const each of flags) all.push(await startOnDatabase(database, each));
  const [first] = all;
  if (first === undefined) throw new Error("no gateways");
  return { database, all, apiKey: await makeAdminKey(first) };
}

/** Two gateways that do everything. */
export async function startTwoGateways(flags: Flags = {}): Promise<Gateways & { readonly both: Both }> {
  const gateways = await startGateways(flags, flags);
  const [a, b] = gateways.all;
  if (a === undefined || b === undefined) throw new Error("no gateways");
  return { ...gateways, both: { a, b } };
}

export interface Both {
  readonly a: TestGateway;
  readonly b: TestGateway;
}

/** Uses the setup code that the gateway shows. */
export function setUp({ gateway, url }: TestGateway, organization = ORGANIZATION): Promise<Asked> {
  return ask(`${url}/api/v1/setup`, { body: { code: gateway.setupCode, organization } });
}

async function makeAdminKey(gateway: TestGateway): Promise<string> {
  const { status, json } = await setUp(gateway);
  if (status !== 201) throw new Error(`the setup was answered ${status}`);
  return (json as { readonly key: string }).key;
}

/** Calls the API of one gateway; throws unless it succeeds. */
export async function callApi(
  { url }: TestGateway,
  path: string,
  options: { readonly apiKey: string; readonly body?: unknown; readonly method?: string },
): Promise<unknown> {
  const { status, text, json } = await ask(`${url}/api/v1/${path}`, options);
  if (status >= 300) throw new Error(`${path} was answered ${status}: ${text}`);
  return json;
}
