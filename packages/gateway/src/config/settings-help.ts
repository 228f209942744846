import { settingEntries } from "./settings.ts";
import type { SettingEntry } from "./settings.ts";

const WIDTH = 32;

/** The list of settings that `countersign serve --help` shows, made from the table. */
export function settingsHelp(): string {
  const flags = settingEntries.map(([, entry]) => entry).filter((entry) => entry.flag !== undefined);
  const variablesOnly = settingEntries.map(([, entry]) => entry).filter((entry) => entry.flag === undefined);
  return [
    "Settings (flag, or environment variable of the same name: --data is COUNTERSIGN_DATA):",
    ...flags.map((entry) => helpLine(`${entry.flag}${placeholderOf(entry)}`, entry)),
    "",
    "Only as environment variables:",
    ...variablesOnly.map((entry) => helpLine(entry.variable, entry)),
  ].join("\n");
}

function helpLine(name: string, entry: SettingEntry): string {
  const suffix = entry.default === undefined || entry.default === false ? "" : ` (default ${entry.default})`;
  const isLong = name.length + 2 >= WIDTH;
  const start = isLong ? `  ${name}\n${" ".repeat(WIDTH)}` : `  ${name}`.padEnd(WIDTH);
  return `${start}${entry.meaning}${suffix}`;
}

function placeholderOf(entry: SettingEntry): string {
  return "placeholder" in entry.value ? ` ${entry.value.placeholder}` : "";
}
