import { SetupCode } from "./api/setup-code.ts";
import { ConfigurationKeeper } from "./config/configuration-keeper.ts";
import { databaseLocation } from "./config/database-location.ts";
import { isLoopback } from "./config/listen-address.ts";
import type { Settings } from "./config/settings.ts";
import { Dispatcher } from "./deliver/dispatcher.ts";
import type { Gateway } from "./gateway.ts";
import { readTlsPair } from "./http/tls-pair.ts";
import type { TlsPair } from "./http/tls-pair.ts";
import { errorFields } from "./observe/error-fields.ts";
import { createLog } from "./observe/log.ts";
import type { Log } from "./observe/log.ts";
import { createMetrics } from "./observe/metrics.ts";
import { LiveSourceTable } from "./receive/live-source-table.ts";
import { Explainer } from "./receive/quarantine/explainer.ts";
import { QuarantineIntake } from "./receive/quarantine/quarantine-intake.ts";
import { QuarantinePurge } from "./receive/quarantine/quarantine-purge.ts";
import { ReplayRunner } from "./replay/replay-runner.ts";
import { PurgeSchedule } from "./retention/purge-schedule.ts";
import { retentionPolicy } from "./retention/retention-policy.ts";
import { RunningGateway } from "./running-gateway.ts";
import { EventSender } from "./sending/event-sender.ts";
import { loadMasterKey } from "./secrets/load-master-key.ts";
import type { MasterKey } from "./secrets/master-key.ts";
import { MasterKeyRotator } from "./secrets/master-key-rotator.ts";
import { findNextMasterKey } from "./secrets/next-master-key.ts";
import { nextMasterKeyOrigin } from "./secrets/next-master-key-origin.ts";
import { hasDatabase } from "./store/sqlite/connection.ts";
import { openSqliteStore } from "./store/sqlite/open-sqlite-store.ts";
import type { Store } from "./store/store.ts";
import { LiveFeed } from "./stream/live-feed.ts";
import { TroubleNotes } from "./troubles/trouble-notes.ts";
import { TroubleWatcher } from "./troubles/trouble-watcher.ts";
import { gatewayVersion } from "./version.ts";
import { listen } from "./listen.ts";
import type { Observing, OnOpened } from "./listen.ts";
import { monotonicMs } from "./monotonic-ms.ts";

export interface GatewayOptions {
  /** As `readSettings` gives them. */
  readonly settings: Settings;
  /** For `env:` references in the configuration file. Default: none. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Default: JSON lines on standard error at the level of the settings. */
  readonly log?: Log;
}

/**
 * Starts a gateway: the one place where its parts are made and handed to each other.
 *
 * @returns The gateway once it answers. A start that fails rejects with a coded error and leaves nothing open.
 * @example
 * await using gateway = await startGateway({ settings: readSettings({ flags: { port: "0", data: folder } }) });
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const closers: (() => Promise<unknown>)[] = [];
  try {
    return await assemble(options, (close) => closers.push(close));
  } catch (error) {
    for (const close of closers.toReversed()) await close().catch(() => {});
    throw error;
  }
}

async function assemble(options: GatewayOptions, onOpened: OnOpened): Promise<Gateway> {
  const startedAt = performance.now();
  const { settings } = options;
  const log = options.log ?? createLog({ level: settings.logLevel });
  const observing = { log, metrics: createMetrics({ withProcessMetrics: true }) };
  const stopping = new AbortController();

  // What can be wrong in files is found before anything is opened or written.
  const readConfiguredTlsPair = (): Promise<TlsPair | undefined> => configuredTlsPair(settings);
  const keeper = configurationKeeper(options, observing);
  const configuration = await keeper?.read();
  const tls = await readConfiguredTlsPair();

  // Loaded while the store opens: the framework and the schemas take about as long as that.
  const apiModule = import("./api/api-host.ts");
  // Awaited below; a start that fails before must not leave a rejection that nobody sees.
  apiModule.catch(() => {});
  const feed = new LiveFeed();
  const store = await openStore(settings, () => {
    observing.metrics.storeCommits.inc();
    feed.wake();
  });
  onOpened(() => store.close());
  void store.failed.then((error) => log("store_failed", errorFields(error)));
  if (configuration !== undefined) await keeper?.apply(configuration, store);
  const table = new LiveSourceTable({ ...observing, store });
  await table.reload();

  const troubleNotes = new TroubleNotes();
  const troubles = new TroubleWatcher({
    store,
    notes: troubleNotes,
    sender: new EventSender({ store, now: Date.now, source: "countersign" }),
    now: Date.now,
  });
  const quarantine = new QuarantineIntake({
    ...observing,
    store,
    monotonicMs,
    onFull: (sourceIds) => troubleNotes.quarantineFull(sourceIds),
    onKept: () => feed.wake(),
  });
  const quarantinePurge = new QuarantinePurge({ store, table });
  const explainer = new Explainer(table);
  const replays = new ReplayRunner({ ...observing, store, now: Date.now });
  const purge = new PurgeSchedule({
    ...observing,
    store,
    policy: retentionPolicy(settings),
    now: Date.now,
  });
  const masterKey = new MasterKeyRotator({ keys: store.keys, origin: nextMasterKeyOrigin(settings), log });
  const background = [explainer, quarantine, quarantinePurge, replays, troubles, purge, masterKey];
  for (const part of background) onOpened(() => part.close());
  await masterKey.resume();
  const setupCode = await SetupCode.open(settings.data);
  const parts = {
    masterKey,
    quarantine,
    troubleNotes,
    feed,
    explainer,
    settings,
    observing,
    store,
    table,
    stopping,
    tls,
    setupCode,
    apiModule,
  };
  const { server, admin, api } = await listen(parts, onOpened);
  const dispatcher = new Dispatcher({
    ...observing,
    store,
    version: gatewayVersion(),
    allowsInsecureEndpoints: settings.allowInsecureEndpoints,
    listeners: { troubles: troubleNotes, feed },
  });
  onOpened(() => dispatcher.stop(0));
  await dispatcher.start();
  troubles.start();
  const host = await api;

  if (settings.allowInsecureEndpoints) log("insecure_endpoints_allowed", {});
  if (admin !== undefined) log("admin_listening", { url: admin.url });
  else if (!isLoopback(settings.host)) log("listening_beyond_loopback", { url: server.url });
  const durationMs = Math.round(performance.now() - startedAt);
  log("gateway_listening", { url: server.url, version: gatewayVersion(), durationMs });
  return new RunningGateway({
    store,
    table,
    dispatcher,
    server,
    admin,
    api: host,
    background,
    setupCode: (await store.access.hasApiKeys()) ? undefined : setupCode.text,
    keeper,
    readTlsPair: readConfiguredTlsPair,
    stopping,
    stopTimeoutMs: settings.stopTimeoutMs,
    log,
  });
}

function configurationKeeper(options: GatewayOptions, observing: Observing): ConfigurationKeeper | undefined {
  const { config: file, allowInsecureEndpoints } = options.settings;
  if (file === undefined) return undefined;
  const environment = options.environment ?? {};
  return new ConfigurationKeeper({ ...observing, file, environment, allowInsecureEndpoints });
}

async function configuredTlsPair({ tlsCert, tlsKey }: Settings): Promise<TlsPair | undefined> {
  if (tlsCert === undefined || tlsKey === undefined) return undefined;
  return await readTlsPair({ certFile: tlsCert, keyFile: tlsKey });
}

/** The only place that names a concrete store. */
async function openStore(settings: Settings, onEventsCommitted: () => void): Promise<Store> {
  const location = databaseLocation(settings);
  if (location.engine === "sqlite") {
    const { directory } = location;
    const { maxDatabaseBytes } = settings;
    return await openSqliteStore({
      dataDirectory: directory,
      ...(await loadMasterKeys(settings, hasDatabase(directory))),
      ...(maxDatabaseBytes !== undefined && { maxDatabaseBytes }),
      onEventsCommitted,
    });
  }
  // Loaded only where it is used: a start on the embedded store pays nothing for it.
  const { openPostgresStore } = await import("./store/postgres/open-postgres-store.ts");
  const { hasPostgresStore } = await import("./store/postgres/has-postgres-store.ts");
  const { url } = location;
  return await openPostgresStore({
    url,
    ...(await loadMasterKeys(settings, await hasPostgresStore(url))),
    maxConnections: settings.databaseConnections,
    isPreparing: settings.databasePrepare === "auto",
    onEventsCommitted,
  });
}

async function loadMasterKeys(
  settings: Settings,
  isDatabaseThere: boolean,
): Promise<{ readonly masterKey: MasterKey; readonly nextMasterKey?: MasterKey }> {
  const { data, masterKey: value, masterKeyCommand: command } = settings;
  const nextMasterKey = await findNextMasterKey(nextMasterKeyOrigin(settings));
  const masterKey = await loadMasterKey({
    dataDirectory: data,
    isDatabaseThere,
    ...(value === undefined ? {} : { value }),
    ...(command === undefined ? {} : { command }),
  });
  return { masterKey, ...(nextMasterKey !== undefined && { nextMasterKey }) };
}
