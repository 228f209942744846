import type { ListenAddress } from "./listen-address.ts";
import type { SettingEntry, SettingValue } from "./setting-entry.ts";
import { signInSettings } from "./sign-in-settings.ts";

/**
 * Every setting of `countersign serve`: one table from which flags, environment variables, defaults, checks, `--help`
 * and the reference page derive. A flag wins over its variable, the variable over the default.
 */
export const settings = {
  data: {
    flag: "--data",
    variable: "COUNTERSIGN_DATA",
    value: { kind: "text", placeholder: "DIR" },
    default: "./data",
    meaning: "Folder of the database and the master key; made when missing.",
  },
  host: {
    flag: "--host",
    variable: "COUNTERSIGN_HOST",
    value: { kind: "text", placeholder: "HOST" },
    default: "127.0.0.1",
    meaning: "Address to listen on. Beyond loopback, set --admin-listen too.",
  },
  port: {
    flag: "--port",
    variable: "COUNTERSIGN_PORT",
    value: { kind: "integer", placeholder: "N", min: 0, max: 65_535 },
    default: 8420,
    meaning: "Port to listen on; 0 takes a free one.",
  },
  config: {
    flag: "--config",
    variable: "COUNTERSIGN_CONFIG",
    value: { kind: "text", placeholder: "FILE" },
    meaning:
      "Configuration file (YAML or JSON), read at the start and on SIGHUP. Without it, what the store holds.",
  },
  database: {
    flag: "--database",
    variable: "COUNTERSIGN_DATABASE",
    value: { kind: "text", placeholder: "URL" },
    // The URL of a Postgres may hold a password.
    isSecret: true,
    meaning:
      "Folder of the SQLite database as a path or sqlite:PATH, or postgres://USER@HOST/NAME of a Postgres database that any number of gateways share. Default: the data folder.",
  },
  databaseConnections: {
    flag: "--database-connections",
    variable: "COUNTERSIGN_DATABASE_CONNECTIONS",
    value: { kind: "integer", placeholder: "N", min: 4, max: 1000 },
    default: 12,
    meaning: "Connections of this gateway to Postgres at most.",
  },
  databasePrepare: {
    flag: "--database-prepare",
    variable: "COUNTERSIGN_DATABASE_PREPARE",
    value: { kind: "choice", placeholder: "WHEN", choices: ["auto", "off"] },
    default: "auto",
    meaning:
      "Whether statements are prepared on Postgres: off behind a pooler that hands out another connection for each transaction and does not know prepared statements.",
  },
  databaseListen: {
    flag: "--database-listen",
    variable: "COUNTERSIGN_DATABASE_LISTEN",
    value: { kind: "text", placeholder: "URL" },
    // May hold a password, as the URL above.
    isSecret: true,
    meaning:
      "The same Postgres database, reached without a pooler, for one more connection on which the gateways wake each other at once. Default: each finds what the others did within a second or two.",
  },
  role: {
    flag: "--role",
    variable: "COUNTERSIGN_ROLE",
    value: { kind: "choice", placeholder: "ROLE", choices: ["all", "receive", "deliver"] },
    default: "all",
    meaning:
      "What this gateway does of what several do together on one database: receive takes requests of senders, deliver sends, replays and deletes what is too old. Each serves the API and health.",
  },
  adminListen: {
    flag: "--admin-listen",
    variable: "COUNTERSIGN_ADMIN_LISTEN",
    value: { kind: "address", placeholder: "HOST:PORT" },
    meaning: "Serve everything but receiving and health on this address instead.",
  },
  publicUrl: {
    flag: "--public-url",
    variable: "COUNTERSIGN_PUBLIC_URL",
    value: { kind: "origin", placeholder: "URL" },
    meaning:
      "Where senders reach this gateway from outside, such as https://hooks.example.org, without a path: each source is shown with its whole URL then.",
  },
  tlsCert: {
    flag: "--tls-cert",
    variable: "COUNTERSIGN_TLS_CERT",
    value: { kind: "text", placeholder: "FILE" },
    meaning: "Certificate chain (PEM). With --tls-key, serves HTTPS (TLS 1.2 or newer). Read anew on SIGHUP.",
  },
  tlsKey: {
    flag: "--tls-key",
    variable: "COUNTERSIGN_TLS_KEY",
    value: { kind: "text", placeholder: "FILE" },
    meaning: "Private key (PEM) of the certificate.",
  },
  allowInsecureEndpoints: {
    flag: "--allow-insecure-endpoints",
    variable: "COUNTERSIGN_ALLOW_INSECURE_ENDPOINTS",
    value: { kind: "boolean" },
    default: false,
    meaning: "Development only: deliver to http: and to private addresses.",
  },
  maxBodyBytesInFlight: {
    flag: "--max-body-bytes-in-flight",
    variable: "COUNTERSIGN_MAX_BODY_BYTES_IN_FLIGHT",
    value: { kind: "integer", placeholder: "BYTES", min: 1, max: 2 ** 40 },
    default: 256 * 1024 * 1024,
    meaning: "Request bodies held in memory at once, in bytes; beyond that senders get 503 and try again.",
  },
  maxHeaderBytes: {
    flag: "--max-header-bytes",
    variable: "COUNTERSIGN_MAX_HEADER_BYTES",
    value: { kind: "integer", placeholder: "BYTES", min: 1024, max: 1024 * 1024 },
    default: 16 * 1024,
    meaning: "Size of all headers of a request, in bytes; beyond that 431.",
  },
  maxHeaderCount: {
    flag: "--max-header-count",
    variable: "COUNTERSIGN_MAX_HEADER_COUNT",
    value: { kind: "integer", placeholder: "N", min: 10, max: 2000 },
    default: 200,
    meaning: "Headers of a request; beyond that 431.",
  },
  trustedProxies: {
    flag: "--trusted-proxies",
    variable: "COUNTERSIGN_TRUSTED_PROXIES",
    value: { kind: "networks", placeholder: "NETWORKS" },
    default: "",
    meaning:
      "Proxies whose forwarding header tells the client's address: addresses or networks, separated by commas. Default: none, the connection's peer is the client.",
  },
  forwardingHeader: {
    flag: "--forwarding-header",
    variable: "COUNTERSIGN_FORWARDING_HEADER",
    value: { kind: "choice", placeholder: "NAME", choices: ["x-forwarded-for", "forwarded"] },
    default: "x-forwarded-for",
    meaning: "The one header that the trusted proxies write; the other is never read.",
  },
  headersTimeoutMs: {
    flag: "--headers-timeout-ms",
    variable: "COUNTERSIGN_HEADERS_TIMEOUT_MS",
    value: { kind: "integer", placeholder: "MS", min: 100, max: 600_000 },
    default: 10_000,
    meaning: "Time for the headers of a request to arrive, in milliseconds; then 408.",
  },
  requestTimeoutMs: {
    flag: "--request-timeout-ms",
    variable: "COUNTERSIGN_REQUEST_TIMEOUT_MS",
    value: { kind: "integer", placeholder: "MS", min: 100, max: 3_600_000 },
    default: 30_000,
    meaning: "Time for a whole request to arrive, in milliseconds; then 408.",
  },
  keepAliveTimeoutMs: {
    flag: "--keep-alive-timeout-ms",
    variable: "COUNTERSIGN_KEEP_ALIVE_TIMEOUT_MS",
    value: { kind: "integer", placeholder: "MS", min: 1, max: 3_600_000 },
    default: 75_000,
    meaning:
      "How long an idle connection stays open, in milliseconds. Longer than the proxy in front keeps its own.",
  },
  maxConnections: {
    flag: "--max-connections",
    variable: "COUNTERSIGN_MAX_CONNECTIONS",
    value: { kind: "integer", placeholder: "N", min: 1, max: 1_000_000 },
    default: 10_000,
    meaning: "Open connections; further ones are closed at once.",
  },
  stopTimeoutMs: {
    flag: "--stop-timeout-ms",
    variable: "COUNTERSIGN_STOP_TIMEOUT_MS",
    value: { kind: "integer", placeholder: "MS", min: 0, max: 600_000 },
    default: 20_000,
    meaning: "On SIGTERM, time for requests under way to finish, in milliseconds, before they are cut.",
  },
  maxDatabaseBytes: {
    flag: "--max-database-bytes",
    variable: "COUNTERSIGN_MAX_DATABASE_BYTES",
    value: { kind: "integer", placeholder: "BYTES", min: 1024 * 1024, max: Number.MAX_SAFE_INTEGER },
    meaning:
      "Largest size of the SQLite file, in bytes; when full, senders get 503. Default: no limit but the disk.",
  },
  payloadRetentionDays: {
    flag: "--payload-retention-days",
    variable: "COUNTERSIGN_PAYLOAD_RETENTION_DAYS",
    value: { kind: "integer", placeholder: "DAYS", min: 1, max: 36_600 },
    default: 30,
    meaning:
      "How long payloads and receivers' answers are kept, in days, where a source does not say otherwise. Open deliveries and legal holds keep them longer.",
  },
  metadataRetentionDays: {
    flag: "--metadata-retention-days",
    variable: "COUNTERSIGN_METADATA_RETENTION_DAYS",
    value: { kind: "integer", placeholder: "DAYS", min: 1, max: 36_600 },
    default: 400,
    meaning: "How long events, deliveries and attempts are kept without their payloads, in days.",
  },
  auditRetentionDays: {
    flag: "--audit-retention-days",
    variable: "COUNTERSIGN_AUDIT_RETENTION_DAYS",
    value: { kind: "integer", placeholder: "DAYS", min: 1, max: 36_600 },
    default: 2192,
    meaning: "How long entries of the audit log are kept, in days. Default: six years.",
  },
  ...signInSettings,
  logLevel: {
    flag: "--log-level",
    variable: "COUNTERSIGN_LOG_LEVEL",
    value: {
      kind: "choice",
      placeholder: "LEVEL",
      choices: ["debug", "info", "warn", "error", "fatal", "silent"],
    },
    default: "info",
    meaning: "Least level of the log lines on standard error.",
  },
  masterKey: {
    variable: "COUNTERSIGN_MASTER_KEY",
    value: { kind: "text", placeholder: "BASE64" },
    isSecret: true,
    meaning:
      "Master key, 32 bytes in base64. Default: the file master.key in the data folder, made at the first start.",
  },
  nextMasterKey: {
    variable: "COUNTERSIGN_NEXT_MASTER_KEY",
    value: { kind: "text", placeholder: "BASE64" },
    isSecret: true,
    meaning:
      "Master key that a rotation leads to, 32 bytes in base64. Default: the file master.key.next in the data folder, made by the rotation.",
  },
  nextMasterKeyCommand: {
    variable: "COUNTERSIGN_NEXT_MASTER_KEY_COMMAND",
    value: { kind: "text", placeholder: "COMMAND" },
    isSecret: true,
    meaning: "Command that prints the master key that a rotation leads to, in base64.",
  },
  masterKeyCommand: {
    variable: "COUNTERSIGN_MASTER_KEY_COMMAND",
    value: { kind: "text", placeholder: "COMMAND" },
    // A command line may hold a token.
    isSecret: true,
    meaning: "Command that prints the master key in base64.",
  },
} as const satisfies Readonly<Record<string, SettingEntry>>;

export type SettingKey = keyof typeof settings;

type TypeOf<V extends SettingValue> = V extends { kind: "integer" }
  ? number
  : V extends { kind: "boolean" }
    ? boolean
    : V extends { kind: "address" }
      ? ListenAddress
      : V extends { kind: "choice"; choices: readonly (infer Choice)[] }
        ? Choice
        : string;

type KeyWithDefault = {
  [K in SettingKey]: (typeof settings)[K] extends { default: unknown } ? K : never;
}[SettingKey];

type SettingType<K extends SettingKey> = TypeOf<(typeof settings)[K]["value"]>;

/** The checked settings of one start. */
export type Settings = { readonly [K in KeyWithDefault]: SettingType<K> } & {
  readonly [K in Exclude<SettingKey, KeyWithDefault>]?: SettingType<K>;
} & {
  /** What gave each value that is not the default. */
  readonly givenBy?: Readonly<Partial<Record<SettingKey, "flag" | "variable">>>;
};

/** All entries in the order of the table, each with its key. */
export const settingEntries: readonly (readonly [SettingKey, SettingEntry])[] = Object.entries(
  settings,
) as unknown as readonly (readonly [SettingKey, SettingEntry])[];
