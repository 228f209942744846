import type { Command } from "commander";
import { CommandError } from "../command-error.ts";

/** Whose secrets are meant, as typed. */
export interface SecretOwnerOptions {
  readonly source?: string;
  readonly caller?: string;
  readonly endpoint?: string;
}

/** Whose secrets are meant. */
export type SecretOwner =
  | { readonly kind: "source"; readonly params: { readonly source: string } }
  | { readonly kind: "caller"; readonly params: { readonly source: string; readonly caller: string } }
  | { readonly kind: "endpoint"; readonly params: { readonly endpoint: string } };

/** Adds the options that say whose secrets are meant. */
export function addSecretOwnerOptions(command: Command): Command {
  return command
    .option("--source <name>", "the secrets with which a sender signs")
    .option("--caller <name>", "of that source, the secrets of this caller")
    .option("--endpoint <name>", "the secrets with which deliveries are signed");
}

/** @throws CommandError `argument_invalid` where not exactly one owner is named. */
export function readSecretOwner({ source, caller, endpoint }: SecretOwnerOptions): SecretOwner {
  if (endpoint !== undefined && source === undefined && caller === undefined) {
    return { kind: "endpoint", params: { endpoint } };
  }
  if (source === undefined || endpoint !== undefined) {
    throw new CommandError("argument_invalid", "either --source or --endpoint says whose secrets are meant");
  }
  return caller === undefined
    ? { kind: "source", params: { source } }
    : { kind: "caller", params: { source, caller } };
}

/** The options again, for a command that is told as the next step. */
export function secretOwnerWords({ params }: SecretOwner): string {
  return Object.entries(params)
    .map(([name, value]) => `--${name} ${value}`)
    .join(" ");
}
