import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Each breaks one direction of ARCHITECTURE.md. */
const FORBIDDEN: readonly (readonly [file: string, specifier: string])[] = [
  ["packages/core/src/a.ts", "undici"],
  ["packages/core/src/a.ts", "node:http"],
  ["packages/core/src/a.ts", "node:child_process"],
  ["packages/core/src/a.ts", "@countersign/gateway"],
  ["packages/core/src/a.ts", "../../gateway/src/app.ts"],
  ["packages/contract/src/a.ts", "@countersign/gateway"],
  ["packages/contract/src/a.ts", "node:http"],
  ["packages/contract/src/a.ts", "countersign/dist/verifier.js"],
  ["packages/gateway/src/http/a.ts", "@countersign/cli"],
  ["packages/gateway/src/http/a.ts", "countersign/dist/verifier.js"],
  ["packages/gateway/src/http/a.ts", "../store/sqlite/open-sqlite-store.ts"],
  ["packages/gateway/src/receive/a.ts", "../deliver/dispatcher.ts"],
  ["packages/gateway/src/receive/a.ts", "../store/sqlite/open-sqlite-store.ts"],
  ["packages/gateway/src/deliver/a.ts", "../receive/receiver.ts"],
  ["packages/gateway/src/deliver/a.ts", "../http/routes.ts"],
  ["packages/gateway/src/deliver/a.ts", "../store/sqlite/open-sqlite-store.ts"],
  ["packages/gateway/src/store/a.ts", "node:http"],
  ["packages/gateway/src/store/a.ts", "../receive/receiver.ts"],
  ["packages/gateway/src/store/sqlite/a.ts", "../../deliver/dispatcher.ts"],
  ["packages/cli/src/commands/sign.ts", "@countersign/gateway"],
  ["packages/cli/src/commands/serve.ts", "@countersign/gateway/dist/app.js"],
  ["packages/cli/src/commands/serve.ts", "../../../gateway/src/app.ts"],
  ["packages/console/src/screens/a.ts", "countersign"],
  ["packages/console/src/screens/a.ts", "@countersign/gateway"],
  ["packages/console/src/screens/a.ts", "@countersign/contract/client"],
  ["packages/console/src/screens/a.ts", "node:fs"],
];

const ALLOWED: readonly (readonly [file: string, specifier: string])[] = [
  ["packages/core/src/a.ts", "node:crypto"],
  ["packages/core/src/a.ts", "./headers.ts"],
  ["packages/contract/src/a.ts", "countersign"],
  ["packages/contract/src/a.ts", "zod"],
  ["packages/gateway/src/api/a.ts", "@countersign/contract"],
  ["packages/gateway/src/app.ts", "./store/sqlite/open-sqlite-store.ts"],
  ["packages/gateway/src/receive/a.ts", "../store/store.ts"],
  ["packages/gateway/src/receive/a.ts", "countersign"],
  ["packages/gateway/src/store/sqlite/a.ts", "./worker.ts"],
  ["packages/cli/src/commands/serve.ts", "@countersign/gateway"],
  ["packages/cli/src/commands/migrate.ts", "@countersign/gateway"],
  ["packages/cli/src/main.ts", "countersign/schemes"],
  ["packages/console/src/screens/a.ts", "@countersign/contract"],
  ["packages/console/src/screens/a.ts", "@countersign/contract/slim-client"],
];

/** What the linter refuses, as "file specifier". One run over all files, each with one import a line. */
function lint(cases: readonly (readonly [file: string, specifier: string])[]): ReadonlySet<string> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-lint-"));
  try {
    cpSync(join(ROOT, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
    for (const [file, specifier] of cases) {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      appendFileSync(path, `export * from "${specifier}";\n`);
    }
    const oxlint = join(ROOT, "node_modules/oxlint/bin/oxlint");
    const run = spawnSync(process.execPath, [oxlint, "--format", "json", "packages"], {
      cwd: folder,
      encoding: "utf8",
    });
    const { diagnostics } = JSON.parse(run.stdout) as {
      readonly diagnostics: readonly {
        readonly code: string;
        readonly message: string;
        readonly filename: string;
      }[];
    };
    const refused = diagnostics.filter(({ code }) => code.includes("no-restricted-imports"));
    return new Set(refused.map(({ filename, message }) => `${filename} ${message.split("'")[1]}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const refused = lint([...FORBIDDEN, ...ALLOWED]);

test.each(FORBIDDEN)("%s may not import %s", (file, specifier) => {
  expect(refused).toContain(`${file} ${specifier}`);
});

test.each(ALLOWED)("%s may import %s", (file, specifier) => {
  expect(refused).not.toContain(`${file} ${specifier}`);
});
