import { GatewayError } from "../errors.ts";
import { parseNetworks } from "../http/network.ts";
import { nearestName } from "./nearest-name.ts";
import { parseListenAddress } from "./listen-address.ts";
import type { ListenAddress } from "./listen-address.ts";
import type { SettingEntry, SettingValue } from "./setting-entry.ts";
import { settingEntries } from "./settings.ts";
import type { SettingKey, Settings } from "./settings.ts";

const VARIABLE_PREFIX = "COUNTERSIGN_";
/** A mistyped number or word is shown; what is longer may be a secret that was pasted into the wrong place. */
const MAX_SHOWN_CHARACTERS = 12;
const INTEGER = /^(0|[1-9][0-9]{0,15})$/;

export interface SettingsInput {
  /** Values given as flags, by key; texts as typed, `true` for a flag without a value. */
  readonly flags?: Readonly<Partial<Record<SettingKey, string | boolean>>>;
  /** Usually `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Thrown with everything that is wrong with the settings at once; one line each in `problems`. */
export class SettingsError extends GatewayError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super("settings_invalid", problems.join("\n"));
    this.problems = problems;
  }
}

type Parsed = { readonly value: string | number | boolean | ListenAddress } | { readonly expected: string };

/**
 * Gives the checked settings: flags over environment variables over defaults.
 *
 * @throws SettingsError naming every bad value and every unknown `COUNTERSIGN_*` variable. Values of secrets are not shown.
 */
export function readSettings(input: SettingsInput): Settings {
  const environment = input.environment ?? {};
  const problems = unknownVariables(environment);
  const read: Partial<Record<SettingKey, unknown>> = {};
  const givenBy: Partial<Record<SettingKey, "flag" | "variable">> = {};
  for (const [key, entry] of settingEntries) {
    const flagged = input.flags?.[key];
    const given = flagged ?? environment[entry.variable];
    if (given === undefined) {
      if (entry.default !== undefined) read[key] = entry.default;
      continue;
    }
    givenBy[key] = flagged === undefined ? "variable" : "flag";
    const parsed = parseValue(entry.value, given);
    if ("value" in parsed) read[key] = parsed.value;
    else
      problems.push(problemLine(entry, { given, isFlag: flagged !== undefined, expected: parsed.expected }));
  }
  if ((read.tlsCert === undefined) !== (read.tlsKey === undefined)) {
    problems.push("--tls-cert and --tls-key: expected both or neither, found one; give the other too");
  }
  if (Number(read.headersTimeoutMs) > Number(read.requestTimeoutMs)) {
    problems.push(
      "--headers-timeout-ms: expected at most --request-timeout-ms, found more; lower it or raise the other",
    );
  }
  if (problems.length > 0) throw new SettingsError(problems);
  // Each value was parsed by the kind that its type derives from.
  return { ...read, givenBy } as Settings;
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set<string>(settingEntries.map(([, entry]) => entry.variable));
  return Object.keys(environment)
    .filter((name) => name.startsWith(VARIABLE_PREFIX) && !known.has(name))
    .map((name) => {
      const nearest = nearestName(name, known);
      const remedy = nearest === undefined ? "see countersign serve --help" : `did you mean ${nearest}?`;
      return `${name}: no such setting; ${remedy}`;
    });
}

function parseValue(value: SettingValue, given: string | boolean): Parsed {
  if (value.kind === "boolean") return parseBoolean(given);
  if (value.kind === "networks") {
    return typeof given === "string" && parseNetworks(given) !== undefined
      ? { value: given }
      : { expected: "IP addresses or networks such as 10.0.0.0/8, separated by commas" };
  }
  if (typeof given !== "string" || given === "") return { expected: "a value" };
  if (value.kind === "integer") return parseInteger(value, given);
  if (value.kind === "choice") {
    return value.choices.includes(given)
      ? { value: given }
      : { expected: `one of ${value.choices.join(", ")}` };
  }
  if (value.kind === "address") {
    const address = parseListenAddress(given);
    return address === undefined
      ? { expected: "HOST:PORT, such as 127.0.0.1:9420 or [::1]:9420" }
      : { value: address };
  }
  if (value.kind === "origin") {
    return isOrigin(given)
      ? { value: given }
      : { expected: "a URL without a path, such as https://hooks.example.org" };
  }
  return { value: given };
}

function isOrigin(given: string): boolean {
  if (!URL.canParse(given)) return false;
  const { protocol, origin } = new URL(given);
  return (protocol === "https:" || protocol === "http:") && origin === given;
}

function parseBoolean(given: string | boolean): Parsed {
  if (typeof given === "boolean") return { value: given };
  if (given === "true" || given === "1") return { value: true };
  if (given === "false" || given === "0") return { value: false };
  return { expected: "true or false" };
}

function parseInteger(range: { readonly min: number; readonly max: number }, given: string): Parsed {
  const number = Number(given);
  const isInRange = INTEGER.test(given) && number >= range.min && number <= range.max;
  return isInRange ? { value: number } : { expected: `a whole number from ${range.min} to ${range.max}` };
}

function problemLine(
  entry: SettingEntry,
  problem: { readonly given: string | boolean; readonly isFlag: boolean; readonly expected: string },
): string {
  const name = problem.isFlag ? (entry.flag ?? entry.variable) : entry.variable;
  const given = String(problem.given);
  const isShown = entry.isSecret !== true && given.length <= MAX_SHOWN_CHARACTERS;
  const found = isShown ? JSON.stringify(problem.given) : `${given.length} characters`;
  return `${name}: expected ${problem.expected}, found ${found}`;
}
