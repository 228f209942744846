import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runInFolder, senders } from "./support/senders.ts";
import { startGateway } from "./support/start-gateway.ts";

const README = readFileSync(new URL("../senders/README.md", import.meta.url), "utf8");
const CONFIGURATION = fileURLToPath(new URL("../senders/gateway.yaml", import.meta.url));

const missing = [...new Set(senders.flatMap((sender) => sender.missing))];
const blocks = [...README.matchAll(/^```sh(.*)\n([^]*?)^```$/gm)].map(([, info = "", code = ""]) => ({
  startsGateway: info.trim() === "gateway",
  code,
}));
const reason = missing.length === 0 ? "" : ` (skipped: ${missing.join(", ")} missing on this machine)`;

describe.skipIf(missing.length > 0)(`The README of the senders${reason}`, () => {
  it("shows commands that a started gateway accepts, in the order in which they stand", async () => {
    const secrets = secretsNamedIn(blocks.find(({ startsGateway }) => startsGateway)?.code ?? "");
    const gateway = await startGateway(CONFIGURATION, secrets);
    try {
      const answers: string[] = [];
      for (const { code } of blocks.filter(({ startsGateway }) => !startsGateway)) {
        const { exitCode, stdout, stderr } = await runInFolder(["bash", "-euc", code], {
          ...secrets,
          GATEWAY: gateway.url,
        });
        expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
        answers.push(...stdout.trimEnd().split("\n"));
      }
      expect(answers.map((answer) => answer.replace(/evt_[0-9a-z]+/, "evt"))).toEqual([
        ...FROM_PYTHON,
        ...FROM_SHELL,
      ]);
    } finally {
      await gateway.stop();
    }
  });
});

const NEW = '200 {"id":"evt","duplicate":false}';
const KNOWN = '200 {"id":"evt","duplicate":true}';
const CONNECT = '200 {"request_uuid":"7c1e2a44-93d5-4b0f-8a16-0f5f2a9d6e31"}';
/** In the order of the page: insight-health, nabla, nabla-connect, suki, honeybee, honeybee-secret, zentact. */
const FROM_PYTHON = [NEW, NEW, CONNECT, NEW, NEW, NEW, NEW];
/** The same events again; Suki's are told apart by their time. */
const FROM_SHELL = [KNOWN, KNOWN, CONNECT, NEW, KNOWN, KNOWN, KNOWN];

function secretsNamedIn(code: string): Readonly<Record<string, string>> {
  const names = [...code.matchAll(/\b([A-Z][A-Z_]+)=/g)].map(([, name = ""]) => name);
  return Object.fromEntries(names.map((name) => [name, randomBytes(32).toString("hex")]));
}
