// Writes every file that a table in the code determines: `npm run generate`. With --check it writes nothing and fails
// where a committed file is not what the built code gives.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { API_FOLDER, apiPages } from "./api-reference/api-pages.mjs";
import { causePages } from "./reference/cause-pages.mjs";
import { cliPage } from "./reference/cli-page.mjs";
import { configurationFilePage } from "./reference/configuration-file-page.mjs";
import { errorsPage } from "./reference/errors-page.mjs";
import { httpApiPage } from "./reference/http-api-page.mjs";
import { logsAndMetricsPage } from "./reference/logs-and-metrics-page.mjs";
import { schemaPage } from "./reference/schema-page.mjs";
import { schemeSchema } from "./reference/scheme-schema.mjs";
import { schemeVectors } from "./reference/scheme-vectors.mjs";
import { schemesPage } from "./reference/schemes-page.mjs";
import { settingsPage } from "./reference/settings-page.mjs";
import { troublesPage } from "./reference/troubles-page.mjs";

/** @type {Record<string, () => string>} */
const generated = {
  ...apiPages(),
  ...causePages,
  "packages/core/scheme.schema.json": schemeSchema,
  "packages/gateway/scheme-vectors.json": schemeVectors,
  "docs/reference/cli.md": cliPage,
  "docs/reference/configuration-file.md": configurationFilePage,
  "docs/reference/errors.md": errorsPage,
  "docs/reference/http-api.md": httpApiPage,
  "docs/reference/logs-and-metrics.md": logsAndMetricsPage,
  "docs/reference/schema.md": schemaPage,
  "docs/reference/schemes.md": schemesPage,
  "docs/reference/settings.md": settingsPage,
  "docs/reference/troubles.md": troublesPage,
};

const isCheck = process.argv.includes("--check");
const root = new URL("../", import.meta.url);
let hasStale = false;
for (const [path, make] of Object.entries(generated)) {
  const file = new URL(path, root);
  const options = await resolveConfig(file);
  const text = await format(make(), { ...options, filepath: path });
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  if (isCheck) {
    hasStale = true;
    console.log(`${path} is not what the code gives: run npm run generate and commit it`);
  } else {
    mkdirSync(new URL(".", file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${path}`);
  }
}
for (const path of readdirSync(new URL(API_FOLDER, root)).map((name) => API_FOLDER + name)) {
  if (path in generated) continue;
  if (isCheck) hasStale = true;
  else rmSync(new URL(path, root));
  console.log(isCheck ? `${path} is no page any more: run npm run generate and commit` : `removed ${path}`);
}
process.exitCode = hasStale ? 1 : 0;
