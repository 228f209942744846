import type { ExitCode } from "./exit-codes.ts";

export interface CommandContext {
  /** What follows the command's name. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export type RunCommand = (context: CommandContext) => Promise<ExitCode>;

/** One command, loaded when it is called, so that none pays for another's imports. */
export interface SingleCommand {
  readonly summary: string;
  readonly load: () => Promise<RunCommand>;
}

/** Several commands about one thing: `countersign schemes list`. */
export interface CommandGroup {
  readonly summary: string;
  readonly loadActions: () => Promise<Readonly<Record<string, SingleCommand>>>;
}

/** Every command: name → what it does and where it lives, one file each. */
export const commands: Readonly<Record<string, SingleCommand | CommandGroup>> = {
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
    loadActions: async () => (await import("./commands/schemes.ts")).schemeActions,
  },
  demo: {
    summary: "show the whole journey: five vendors' webhooks received, delivered and verified",
    load: async () => (await import("./commands/demo.ts")).demo,
  },
  setup: {
    summary: "make the first API key of an organization, with the gateway's setup code",
    load: async () => (await import("./commands/setup.ts")).setup,
  },
  sources: {
    summary: "who may send: list, get, create, update, enable, disable, delete",
    loadActions: async () => (await import("./commands/sources.ts")).sourceActions,
  },
  endpoints: {
    summary: "where events go: list, get, create, update, enable, disable, test, delete",
    loadActions: async () => (await import("./commands/endpoints.ts")).endpointActions,
  },
  secrets: {
    summary: "signing secrets of sources, callers and endpoints: list, rotate, erase",
    loadActions: async () => (await import("./commands/secrets.ts")).secretActions,
  },
  apply: {
    summary: "bring a configuration file into a running gateway; --dry-run shows what would change",
    load: async () => (await import("./commands/apply.ts")).apply,
  },
  export: {
    summary: "print sources and endpoints as a configuration file, without secrets",
    load: async () => (await import("./commands/export.ts")).exportConfiguration,
  },
  events: {
    summary: "what was accepted: list, get, masked, reveal; send sends one of your own",
    loadActions: async () => (await import("./commands/events.ts")).eventActions,
  },
  deliveries: {
    summary: "what becomes of events: list, get, retry, cancel, skip, release, reveal",
    loadActions: async () => (await import("./commands/deliveries.ts")).deliveryActions,
  },
  replay: {
    summary: "send stored events again, by id or by filter; --dry-run counts them",
    load: async () => (await import("./commands/replay.ts")).replay,
  },
  replays: {
    summary: "the jobs that replay made: list, get, pause, resume, stop",
    loadActions: async () => (await import("./commands/replays.ts")).replayActions,
  },
  quarantine: {
    summary: "what was refused: list, explain, reverify and release once the cause is mended",
    loadActions: async () => (await import("./commands/quarantine.ts")).quarantineActions,
  },
  tail: {
    summary: "tell what happens, as it happens",
    load: async () => (await import("./commands/tail.ts")).tail,
  },
  keys: {
    summary: "API keys: list, get, create, revoke; rotate changes the master key",
    loadActions: async () => (await import("./commands/keys.ts")).keyActions,
  },
  users: {
    summary: "people who sign in to the console: list, invite, role, disable, enable, reset",
    loadActions: async () => (await import("./commands/users.ts")).userActions,
  },
  migrate: {
    summary: "move a store between SQLite and Postgres; goes on where it was cut off",
    load: async () => (await import("./commands/migrate.ts")).migrate,
  },
  audit: {
    summary: "what was done, by whom and why: list; checkpoint and verify prove that nothing was changed",
    loadActions: async () => (await import("./commands/audit.ts")).auditActions,
  },
};
