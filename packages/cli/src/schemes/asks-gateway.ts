import type { Command } from "commander";

const GATEWAY_OPTION = /^--(?:url|api-key)(?:=|$)/;

/**
 * Whether a command that works without a gateway was told to ask one. Variables do not count: what needs no network on a
 * developer's desk is not to use it because of a variable that was set for something else.
 */
export function asksGateway(argv: readonly string[]): boolean {
  return argv.some((argument) => GATEWAY_OPTION.test(argument));
}

/** Adds, for its help, the options with which such a command asks a gateway. */
export function addGatewayOptions(command: Command): Command {
  return command
    .option("--url <url>", "ask this gateway, which knows the organization's own schemes too")
    .option("--api-key <reference>", "ask a gateway, with the key in env:NAME, file:PATH or stdin");
}
