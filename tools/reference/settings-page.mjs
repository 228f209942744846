import { settings } from "../../packages/gateway/dist/config/settings.js";
import { code, page, table } from "./markdown.mjs";

export function settingsPage() {
  const rows = Object.values(settings).map((setting) => [
    code(setting.flag),
    code(setting.variable),
    "default" in setting ? code(setting.default) : "",
    setting.meaning,
  ]);
  return page(
    "Settings of `countersign serve`",
    "A flag wins over its variable, the variable over the default. An unknown `COUNTERSIGN_*` variable is an error, so that a misspelt one is never silently ignored.",
    table(["flag", "variable", "default", "meaning"], rows),
  );
}
