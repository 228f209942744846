import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { startGatewayProcess } from "../../../src/commands/demo/gateway-process.ts";
import { GATEWAY_COMMAND, LIBRARY_SNIPPET, SENDER_COMMAND } from "../../../src/commands/demo/next-steps.ts";
import { PROGRAM } from "../../support/run-command.ts";

const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));
const isPythonMissing = spawnSync("python3", ["--version"]).status !== 0;
const reason = isPythonMissing ? " (skipped: python3 missing on this machine)" : "";

it("shows a program that runs as it stands", () => {
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", LIBRARY_SNIPPET], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(output).toBe("true\n");
});

it.skipIf(isPythonMissing)(`shows a gateway and a sender that belong together${reason}`, async () => {
  const [, secret, configurationFile] =
    /^NABLA_SECRET=(\S+) npm start -- --config (\S+)$/.exec(GATEWAY_COMMAND) ?? [];
  const dataFolder = await mkdtemp(join(tmpdir(), "countersign-next-"));
  const gateway = await startGatewayProcess({
    configurationFile: join(ROOT, configurationFile ?? ""),
    dataFolder,
    environment: { NABLA_SECRET: secret ?? "" },
    signal: new AbortController().signal,
    program: PROGRAM,
  });
  try {
    const command = SENDER_COMMAND.replace("http://127.0.0.1:8420", gateway.url);
    const answers = [1, 2].map(() => execFileSync("bash", ["-c", command], { cwd: ROOT, encoding: "utf8" }));
    expect(answers).toEqual([
      expect.stringMatching(/^200 \{"id":"evt_\w+","duplicate":false\}\n$/),
      expect.stringMatching(/^200 \{"id":"evt_\w+","duplicate":true\}\n$/),
    ]);
  } finally {
    await gateway.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
});
