import type { Command } from "commander";
import { Option } from "commander";

/** What the options of a command say about the sender, as typed. */
export interface KeyOptions {
  readonly scheme: string;
  readonly secret: readonly string[];
  readonly apiKey?: string;
  readonly keyEncoding?: "utf8" | "hex" | "base64";
  readonly publicUrl?: string;
  readonly method?: string;
  readonly now?: string;
}

/** Adds the options that say who signs, and with which keys. */
export function addKeyOptions(command: Command): Command {
  return command
    .requiredOption(
      "--scheme <id>",
      "how the sender signs: an id of `schemes list`, or a scheme file ending in .json",
    )
    .requiredOption(
      "--secret <reference>",
      "env:NAME, file:PATH or stdin; may be given again while keys change, newest first",
      appended,
    )
    .option("--api-key <reference>", "likewise, for senders whose API key names the caller")
    .addOption(
      new Option(
        "--key-encoding <encoding>",
        "how the secret's text becomes key bytes (default: as the scheme says)",
      ).choices(["utf8", "hex", "base64"]),
    )
    .option("--method <method>", "the method of the request, in capitals (default: POST)")
    .option("--public-url <url>", "the URL exactly as the sender was given it, for senders that sign it");
}

/** Adds the option that sets the clock. */
export function addClockOption(command: Command): Command {
  return command.option(
    "--now <time>",
    "the moment to judge at: ISO 8601 or Unix time (default: the present)",
  );
}

/** Collects the values of an option that may be given again. */
export function appended(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
