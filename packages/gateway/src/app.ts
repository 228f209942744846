import { SetupCode } from "./api/setup-code.ts";
import { makeBackground } from "./background.ts";
import { ConfigurationKeeper } from "./config/configuration-keeper.ts";
import type { ConsoleFiles } from "./console-files/console-files.ts";
import { findConsole } from "./console-files/find-console.ts";
import { loadConsoleFiles } from "./console-files/load-console-files.ts";
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
import { dutiesOf } from "./role.ts";
import { RunningGateway } from "./running-gateway.ts";
import { findMasterKeys } from "./secrets/find-master-keys.ts";
import { loadMasterKey } from "./secrets/load-master-key.ts";
import type { MasterKeyOrigin } from "./secrets/load-master-key.ts";
import type { MasterKey } from "./secrets/master-key.ts";
import { findNextMasterKey } from "./secrets/next-master-key.ts";
import { nextMasterKeyOrigin } from "./secrets/next-master-key-origin.ts";
import type { OidcClient } from "./sign-in/oidc/oidc-client.ts";
import { readOidcOptions } from "./sign-in/oidc/oidc-options.ts";
import { needsSetup } from "./sign-in/needs-setup.ts";
import { hasDatabase } from "./store/sqlite/connection.ts";
import { openSqliteStore } from "./store/sqlite/open-sqlite-store.ts";
import type { Store } from "./store/store.ts";
import type { WakeChannel, WakeKind } from "./store/wake-channel.ts";
import { LiveFeed } from "./stream/live-feed.ts";
import { gatewayVersion } from "./version.ts";
import { WakeCalls } from "./wake-calls.ts";
import { listen } from "./listen.ts";
import type { Observing, OnOpened } from "./listen.ts";

export interface GatewayOptions {
  /** As `readSettings` gives them. */
  readonly settings: Settings;
  /** For `env:` references in the configuration file. Default: none. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Default: JSON lines on standard error at the level of the settings. */
  readonly log?: Log;
  /** The folder of a built console. Default: that of the installed package `@countersign/console`. */
  readonly consoleDirectory?: string;
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
  const oidcOptions = await readOidcOptions(settings, options.environment ?? {});

  // Loaded while the store opens: the framework and the schemas take about as long as that.
  const apiModule = import("./api/api-host.ts");
  // Awaited below; a start that fails before must not leave a rejection that nobody sees.
  apiModule.catch(() => {});
  const consoleFiles = readConsole(options.consoleDirectory ?? findConsole(), log);
  const feed = new LiveFeed();
  const wakeCalls = new WakeCalls();
  const wakeChannel = await openWakeChannel(settings, wakeCalls, log);
  const tellOthers = (kind: WakeKind): void => wakeChannel?.tell(kind);
  if (wakeChannel !== undefined) onOpened(() => wakeChannel.close());
  const onNews = (): void => {
    feed.wake();
    tellOthers("news");
  };
  const store = await openStore(settings, () => {
    observing.metrics.storeCommits.inc();
    onNews();
  });
  onOpened(() => store.close());
  void store.failed.then((error) => log("store_failed", errorFields(error)));
  if (configuration !== undefined) await keeper?.apply(configuration, store);
  const table = new LiveSourceTable({ ...observing, store });
  await table.reload();

  const duties = dutiesOf(settings.role);
  const background = makeBackground({ settings, observing, store, table, duties, onKept: onNews });
  for (const part of background.closing) onOpened(() => part.close());
  const { masterKey, quarantine, explainer, troubles, troubleNotes, activity, replays, others } = background;
  await masterKey.resume();
  const isSetupNeeded = await needsSetup(store);
  const setupCode = await SetupCode.open(settings.data, {
    isForFirst: isSetupNeeded,
    isRenewed: !isSetupNeeded && store.isShared,
  });
  const parts = {
    masterKey,
    quarantine,
    troubleNotes,
    activity,
    feed,
    explainer,
    settings,
    observing,
    store,
    table,
    stopping,
    tls,
    setupCode,
    oidc: loadOidcClient(oidcOptions),
    consoleFiles: await consoleFiles,
    apiModule,
    isReceiving: duties.isReceiving,
    onConfigurationChanged: () => tellOthers("configuration"),
  };
  const { server, admin, api } = await listen(parts, onOpened);
  const dispatcher = duties.isDelivering
    ? new Dispatcher({
        ...observing,
        store,
        version: gatewayVersion(),
        allowsInsecureEndpoints: settings.allowInsecureEndpoints,
        listeners: { troubles: troubleNotes, feed, activity },
      })
    : undefined;
  onOpened(async () => dispatcher?.stop(0));
  await dispatcher?.start();
  troubles.start();
  wakeCalls.on("work", () => {
    dispatcher?.wake();
    replays?.wake();
  });
  wakeCalls.on("news", () => feed.wake());
  wakeCalls.on("configuration", () => void others.look());
  if (wakeChannel !== undefined) {
    store.onDeliveriesAdded(() => tellOthers("work"));
    store.replays.onStarted(() => tellOthers("work"));
    // What the configuration file has changed.
    tellOthers("configuration");
  }
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
    background: [...(wakeChannel === undefined ? [] : [wakeChannel]), ...background.closing],
    setupCode: isSetupNeeded ? setupCode.text : undefined,
    keeper,
    readTlsPair: readConfiguredTlsPair,
    onConfigurationChanged: parts.onConfigurationChanged,
    stopping,
    stopTimeoutMs: settings.stopTimeoutMs,
    log,
  });
}

/** Loaded only where it is used: a start without a provider pays nothing for it. */
async function loadOidcClient(
  oidcOptions: Awaited<ReturnType<typeof readOidcOptions>>,
): Promise<OidcClient | undefined> {
  if (oidcOptions === undefined) return undefined;
  const { OidcClient } = await import("./sign-in/oidc/oidc-client.ts");
  return new OidcClient({ ...oidcOptions, now: Date.now });
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

/** Never rejects: a gateway receives with or without a console. */
async function readConsole(directory: string | undefined, log: Log): Promise<ConsoleFiles | undefined> {
  if (directory === undefined) return undefined;
  try {
    return await loadConsoleFiles(directory);
  } catch (error) {
    log("console_unreadable", errorFields(error));
    return undefined;
  }
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
    findMasterKeys: () => findMasterKeys(masterKeyOrigin(settings), nextMasterKeyOrigin(settings)),
    onEventsCommitted,
  });
}

/** Where gateways of one database wake each other; undefined where they are not to. */
async function openWakeChannel(
  settings: Settings,
  calls: WakeCalls,
  log: Log,
): Promise<WakeChannel | undefined> {
  const location = databaseLocation(settings);
  if (location.engine !== "postgres" || location.listenUrl === undefined) return undefined;
  const { PostgresWakeChannel } = await import("./store/postgres/wake-channel.ts");
  return new PostgresWakeChannel({
    url: location.listenUrl,
    onWake: (kind) => calls.wake(kind),
    onLost: (cause) => log("wake_channel_lost", errorFields(cause)),
  });
}

async function loadMasterKeys(
  settings: Settings,
  isDatabaseThere: boolean,
): Promise<{ readonly masterKey: MasterKey; readonly nextMasterKey?: MasterKey }> {
  const nextMasterKey = await findNextMasterKey(nextMasterKeyOrigin(settings));
  const masterKey = await loadMasterKey({ ...masterKeyOrigin(settings), isDatabaseThere });
  return { masterKey, ...(nextMasterKey !== undefined && { nextMasterKey }) };
}

function masterKeyOrigin({ data, masterKey: value, masterKeyCommand: command }: Settings): MasterKeyOrigin {
  return {
    dataDirectory: data,
    ...(value === undefined ? {} : { value }),
    ...(command === undefined ? {} : { command }),
  };
}
