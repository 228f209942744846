import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** The code blocks of one language, in order. */
function blocks(language: string): readonly string[] {
  return [...README.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, text]) => text ?? "",
  );
}

test("one minute as a library: the README's program accepts what it signed", () => {
  const [program] = blocks("js");
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", program ?? ""], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(output).toBe("accepted 2026-11 generate_note_async.succeeded evt-1\n");
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

test.skipIf(!hasPython)(
  "one minute as a gateway: the README's commands work as written (needs python3)",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "countersign-readme-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [configuration] = blocks("yaml");
    writeFileSync(join(folder, "countersign.yaml"), configuration ?? "");
    cpSync(join(ROOT, "examples"), join(folder, "examples"), { recursive: true });
    const [, start, send] = blocks("sh");
    const environment = { ...process.env, ...exportedBy(start ?? "") };

    // What `npm start` runs, on a free port so that tests can run side by side.
    const cli = join(ROOT, "packages/cli/dist/main.js");
    const flags = ["--config", "countersign.yaml", "--data", join(folder, "data"), "--port", "0"];
    expect(start).toContain("npm start -- --config countersign.yaml");
    const gateway = spawn(process.execPath, [cli, "serve", ...flags], { cwd: folder, env: environment });
    onTestFinished(() => void gateway.kill("SIGKILL"));
    const origin = await listeningAddress(gateway.stderr);

    const command = (send ?? "").replace("http://127.0.0.1:8420", origin);
    const sent = (): string =>
      spawnSync("bash", ["-c", command], { cwd: folder, env: environment, encoding: "utf8" }).stdout;
    expect(sent()).toMatch(/200[\s\S]*\{"id":"evt_[0-9a-z]+","duplicate":false\}/);
    expect(sent()).toContain('"duplicate":true');

    gateway.kill("SIGTERM");
    expect(await once(gateway, "exit")).toEqual([0, null]);
  },
);

/** The variables that a block of shell commands exports, as bash sets them. */
function exportedBy(commands: string): Record<string, string> {
  const exports = commands.split("\n").filter((line) => line.startsWith("export "));
  const output = execFileSync("bash", ["-c", `env -i PATH="$PATH" bash -c '${exports.join("\n")}; env'`], {
    encoding: "utf8",
  });
  return Object.fromEntries(
    output
      .split("\n")
      .filter((line) => line.includes("_SECRET="))
      .map((line): [string, string] => {
        const at = line.indexOf("=");
        return [line.slice(0, at), line.slice(at + 1)];
      }),
  );
}

/** Goes on reading afterwards, so that the process never writes into a closed pipe. */
function listeningAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    stderr.on("data", (chunk) => {
      output += String(chunk);
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (found !== null) resolve(found[0]);
    });
    stderr.on("end", () => reject(new Error(`serve ended before it listened: ${output}`)));
  });
}
