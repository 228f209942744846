import { createClient } from "@countersign/contract/client";
import type { Client } from "@countersign/contract/client";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startGatewayProcess } from "../../../gateway/test/support/gateway-process.ts";
import { temporaryDirectory } from "../../../gateway/test/support/temporary-directory.ts";

/** A gateway as users run it, with an organization and the code for its first person. */
export interface ConsoleGateway extends AsyncDisposable {
  readonly url: string;
  readonly dataDirectory: string;
  /** An admin's key, for making what a story needs. */
  readonly apiKey: string;
  readonly client: Client;
  /** A key of another role. */
  readonly keyOf: (role: "admin" | "operator" | "clinical" | "viewer") => Promise<string>;
}

export const ORGANIZATION = "northside";

/** Starts a gateway with an empty store, on the engine under test, and an admin key for it. */
export async function startConsoleGateway(): Promise<ConsoleGateway> {
  const directory = await temporaryDirectory("console");
  const dataDirectory = join(directory.path, "data");
  const gateway = await startGatewayProcess({
    dataDirectory,
    flags: ["--allow-insecure-endpoints"],
  });
  const { url } = gateway;
  const code = readFileSync(join(dataDirectory, "setup-code"), "utf8").trim();
  const anyone = createClient({ url });
  const { key } = await anyone.call("setUp", { body: { code, organization: ORGANIZATION } });
  const client = createClient({ url, apiKey: key });
  let keys = 0;
  return {
    url,
    dataDirectory,
    apiKey: key,
    client,
    keyOf: async (role) => {
      keys += 1;
      const body = { name: `${role} ${keys}`, role };
      return (await client.call("createApiKey", { body })).key;
    },
    [Symbol.asyncDispose]: async () => {
      await gateway.stop();
      await directory[Symbol.asyncDispose]();
    },
  };
}
