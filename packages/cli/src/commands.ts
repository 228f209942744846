import type { ExitCode } from "./exit-codes.ts";

export interface CommandContext {
  /** What follows the command's name. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One command, loaded when it is called, so that none pays for another's imports. */
export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<(context: CommandContext) => Promise<ExitCode>>;
}

/** Every command: name → what it does and where it lives, one file each. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  serve: {
    summary: "run the gateway: receive, store and deliver signed webhooks",
    load: async () => (await import("./commands/serve.ts")).serve,
  },
  listen: {
    summary: "verify requests on this machine and pass them on to an app, byte for byte",
    load: async () => (await import("./commands/listen.ts")).listen,
  },
  send: {
    summary: "play a sender: sign an example event, or tamper with it, and post it",
    load: async () => (await import("./commands/send.ts")).send,
  },
  sign: {
    summary: "print the headers with which a sender would send a body or a captured request",
    load: async () => (await import("./commands/sign.ts")).sign,
  },
  verify: {
    summary: "verify a captured request: raw HTTP, HAR, curl line or JSON export",
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  explain: {
    summary: "search for the cause of a refusal, and prove it",
    load: async () => (await import("./commands/explain.ts")).explain,
  },
  schemes: {
    summary: "the registry of schemes: list, show, test; new finds the scheme of a captured request",
    load: async () => (await import("./commands/schemes.ts")).schemes,
  },
  demo: {
    summary: "show the whole journey: five vendors' webhooks received, delivered and verified",
    load: async () => (await import("./commands/demo.ts")).demo,
  },
};
