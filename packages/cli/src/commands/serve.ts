import {
  ConfigurationError,
  GatewayError,
  SettingsError,
  readSettings,
  runGateway,
} from "@countersign/gateway";
import { describeDatabase, settingEntries, gatewayVersion } from "@countersign/gateway";
import type { Gateway, GatewayErrorCode, SettingKey, Settings } from "@countersign/gateway";
import { Command } from "commander";
import { API_KEY_VARIABLE, URL_VARIABLE } from "../api/api-options.ts";
import { parseArguments } from "../arguments/parse-arguments.ts";
import type { CommandContext } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";

/** More sources than fit a screen are counted, not listed. */
const MAX_LISTED_SOURCES = 40;

/** Read by the commands over the API, often in the same shell. To the gateway they are no misspelt settings. */
const variablesOfOtherCommands: readonly string[] = [URL_VARIABLE, API_KEY_VARIABLE];

/** Errors of a start that are about what the operator wrote, and about what cannot be had. Any other is a failure. */
const exitCodeOfError: Readonly<Partial<Record<GatewayErrorCode, ExitCode>>> = {
  settings_invalid: exitCodes.usage,
  configuration_invalid: exitCodes.usage,
  configuration_unreadable: exitCodes.usage,
  database_not_available: exitCodes.usage,
  master_key_invalid: exitCodes.usage,
  tls_unusable: exitCodes.usage,
  cannot_listen: exitCodes.unreachable,
  data_directory_in_use: exitCodes.unreachable,
  store_unavailable: exitCodes.unreachable,
};

/** `countersign serve`: runs the gateway until a signal ends it. */
export async function serve(context: CommandContext): Promise<ExitCode> {
  const flags = readFlags(context.argv);
  if (typeof flags === "number") return flags;
  try {
    const { environment } = context;
    const settings = readSettings({ flags, environment: withoutOtherCommands(environment) });
    const onStarted = (gateway: Gateway): void => say(startLines(gateway, settings));
    const exitCode = await runGateway({ settings, environment, onStarted });
    return exitCode === exitCodes.ok ? exitCodes.ok : exitCodes.refused;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    say(errorLines(error));
    return exitCodeOfError[error.code] ?? exitCodes.refused;
  }
}

function withoutOtherCommands(environment: CommandContext["environment"]): CommandContext["environment"] {
  const own = Object.entries(environment).filter(([name]) => !variablesOfOtherCommands.includes(name));
  return Object.fromEntries(own);
}

/** The flags as typed, or the exit code when there is nothing to run. */
function readFlags(
  argv: readonly string[],
): Readonly<Partial<Record<SettingKey, string | boolean>>> | ExitCode {
  const command = new Command("countersign serve")
    .description("Runs the gateway: receives, stores and delivers signed webhooks until SIGTERM.")
    .usage("[OPTION]…")
    .addHelpText("after", `\n${variablesHelp()}`);
  for (const [, { flag, value, meaning, default: preset }] of settingEntries) {
    if (flag === undefined) continue;
    const placeholder = "placeholder" in value ? ` <${value.placeholder}>` : "";
    const note = preset === undefined || preset === false ? "" : ` (default ${preset})`;
    command.option(`${flag}${placeholder}`, `${meaning}${note}`);
  }
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;
  return command.opts();
}

function variablesHelp(): string {
  const only = settingEntries.flatMap(([, { flag, variable, meaning }]) =>
    flag === undefined ? [`  ${variable}\n      ${meaning}`] : [],
  );
  return [
    "Each option is also an environment variable: --admin-listen is COUNTERSIGN_ADMIN_LISTEN. Variables only:",
    ...only,
    "",
    "Exit codes: 0 stopped as asked · 1 failed · 2 wrong option, setting or configuration · 3 address or data in use, database not reached",
  ].join("\n");
}

function startLines(gateway: Gateway, settings: Settings): readonly string[] {
  const node = process.versions.node;
  const sources = gateway.sources();
  const listed = sources
    .slice(0, MAX_LISTED_SOURCES)
    .map(
      ({ organization, name, scheme, method, url }) =>
        `  ${organization}/${name}  ${scheme}  ${method} ${url}`,
    );
  const hidden = sources.length - listed.length;
  return [
    `countersign ${gatewayVersion()}  node ${node}  ${describeDatabase(settings)}  ${gateway.url}`,
    ...listed,
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
    ...(sources.length === 0 ? [noSourcesLine(settings)] : []),
    ...(gateway.setupCode === undefined ? [] : setupLines(gateway, gateway.setupCode)),
  ];
}

function noSourcesLine(settings: Settings): string {
  const how =
    settings.config === undefined
      ? "Make one with countersign sources create, or start again with --config FILE"
      : `Add one to ${settings.config} and send SIGHUP`;
  return `  No sources yet: nothing can be received. ${how} (organizations → sources: name, scheme, secrets).`;
}

/** Shown at the first start only: with it, whoever reads this makes the first admin or API key. */
function setupLines(gateway: Gateway, code: string): readonly string[] {
  const url = gateway.adminUrl ?? gateway.url;
  return [
    `  First start: make the first admin in a browser at ${url}/setup#code=${code}`,
    `  or the first API key, for one organization, with the same setup code (also in the file setup-code of the data folder):`,
    `  countersign setup --url ${url} --code ${code} --organization NAME`,
  ];
}

function errorLines(error: GatewayError): readonly string[] {
  if (error instanceof SettingsError) return error.problems;
  if (error instanceof ConfigurationError) {
    return [...error.message.split("\n"), `${error.problems.length} problem(s); nothing was started.`];
  }
  return [`${error.code}: ${error.message}`, `  ${error.remedy}`];
}

function say(lines: readonly string[]): void {
  process.stderr.write(`${lines.join("\n")}\n`);
}
