import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { createVerifier } from "countersign";
import { insightHealth, nabla } from "countersign/schemes";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { languages } from "../../src/snippets/languages.ts";
import { environment, snippetCases, snippetInputs } from "./support/snippet-cases.ts";

const run = promisify(execFile);
const COMMAND = fileURLToPath(new URL("../../../cli/dist/main.js", import.meta.url));

/** Within this repository, where the packages that a snippet imports are found. */
const home = fileURLToPath(new URL("../../../../node_modules/.cache/console-snippets", import.meta.url));

/** What a written module exports: the framework's own application, or a route. */
interface Written {
  readonly app: RequestListener & {
    readonly ready: () => PromiseLike<unknown>;
    readonly routing: RequestListener;
  };
  readonly POST: (request: Request) => Promise<Response>;
}

/** How a written module becomes a server's listener. */
const listeners = {
  express: async ({ app }: Written): Promise<RequestListener> => app,
  fastify: async ({ app }: Written): Promise<RequestListener> => {
    await app.ready();
    return app.routing;
  },
} as const;

beforeAll(() => {
  mkdirSync(home, { recursive: true });
  Object.assign(process.env, environment);
  // A snippet says what it has received.
  vi.spyOn(console, "log").mockImplementation(() => {});
});

afterAll(() => {
  vi.restoreAllMocks();
  for (const name of Object.keys(environment)) delete process.env[name];
});

async function written(id: "express" | "fastify" | "next", number: number): Promise<Written> {
  const input = snippetInputs[number];
  if (input === undefined) throw new Error("no such input");
  const path = join(home, `${id}-${number}.mjs`);
  writeFileSync(path, languages[id].write(input));
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Written;
}

async function listening(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks` };
}

describe.each(["express", "fastify", "next"] as const)("the snippet for %s", (id) => {
  test.each(snippetInputs.map(({ scheme }, number) => ({ name: scheme.name, number })))(
    "answers as the library judges: $name",
    async ({ number }) => {
      const module = await written(id, number);
      const served = id === "next" ? undefined : await listening(await listeners[id](module));
      const cases = snippetCases.filter(({ input }) => input === number);
      const answers: string[] = [];
      for (const { name, headers, body } of cases) {
        const request = new Request(served?.url ?? environment.WEBHOOK_URL, {
          method: "POST",
          headers,
          body: Buffer.from(body),
        });
        const { ok } = await (served === undefined ? module.POST(request) : fetch(request));
        answers.push(`${name}: ${ok}`);
      }
      served?.server.closeAllConnections();
      served?.server.close();
      expect(answers).toEqual(cases.map(({ name, isVerified }) => `${name}: ${isVerified}`));
    },
  );
});

describe("the snippet for curl", () => {
  test.each([nabla, insightHealth])("sends a request that verifies: $id", async (scheme) => {
    const keys = [{ secret: environment.WEBHOOK_SECRET }];
    const caller = { id: "it", organization: "own", apiKey: environment.WEBHOOK_API_KEY, keys };
    const verifier = createVerifier(scheme, scheme.caller === undefined ? { keys } : { callers: [caller] });
    const judged: boolean[] = [];
    const { server, url } = await listening((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks);
        judged.push(verifier.verify({ headers: request.rawHeaders, body }).ok);
        judged.push(verifier.verify({ headers: request.rawHeaders, body: body.subarray(1) }).ok);
        response.end();
      });
    });
    const bin = mkdtempSync(join(tmpdir(), "countersign-npx-"));
    // Instead of the package from the registry, the one that is built here.
    writeFileSync(join(bin, "npx"), `#!/bin/sh\nshift\nexec '${process.execPath}' '${COMMAND}' "$@"\n`);
    chmodSync(join(bin, "npx"), 0o755);
    const script = languages.curl.write({
      scheme,
      isBuiltIn: true,
      method: "POST",
      url,
    });
    const path = `${bin}${delimiter}${process.env["PATH"] ?? ""}`;
    await run("sh", ["-c", script], { env: { ...process.env, ...environment, PATH: path } });
    server.close();
    rmSync(bin, { recursive: true });
    expect(judged).toEqual([true, false]);
  });
});
