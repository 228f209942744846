import { ConfigurationKeeper } from "./config/configuration-keeper.ts";
import { databaseDirectory } from "./config/database-location.ts";
import { isLoopback } from "./config/listen-address.ts";
import type { Settings } from "./config/settings.ts";
import { Dispatcher } from "./deliver/dispatcher.ts";
import type { Gateway, GatewaySource } from "./gateway.ts";
import { BodyBudget } from "./http/body-budget.ts";
import { fixedRoutes } from "./http/fixed-routes.ts";
import { HttpServer } from "./http/http-server.ts";
import { Readiness } from "./http/readiness.ts";
import { Router } from "./http/router.ts";
import { readTlsPair } from "./http/tls-pair.ts";
import type { TlsPair } from "./http/tls-pair.ts";
import { errorFields } from "./observe/error-fields.ts";
import { createLog } from "./observe/log.ts";
import type { Log } from "./observe/log.ts";
import { LogThrottle } from "./observe/log-throttle.ts";
import { createMetrics } from "./observe/metrics.ts";
import { LiveSourceTable } from "./receive/live-source-table.ts";
import { Receiver } from "./receive/receiver.ts";
import { loadMasterKey } from "./secrets/load-master-key.ts";
import { openSqliteStore } from "./store/sqlite/open-sqlite-store.ts";
import { gatewayVersion } from "./version.ts";

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
 * @returns The gateway once it answers, or rejects with a coded error and leaves nothing open.
 * @example
 * await using gateway = await startGateway({ settings: readSettings({ flags: { port: "0", data: folder } }) });
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const opened: (() => Promise<unknown>)[] = [];
  try {
    return await assemble(options, opened);
  } catch (error) {
    for (const close of opened.toReversed()) await close().catch(() => {});
    throw error;
  }
}

const monotonicNow = (): number => performance.now();

/** `opened` is told how to close each part as it opens, for a start that fails half-way. */
async function assemble(options: GatewayOptions, opened: (() => Promise<unknown>)[]): Promise<Gateway> {
  const startedAt = performance.now();
  const { settings } = options;
  const log = options.log ?? createLog({ level: settings.logLevel });
  const metrics = createMetrics({ withProcessMetrics: true });
  const version = gatewayVersion();
  let isStopping = false;

  // What can be wrong in files is found before anything is opened or written.
  const directory = databaseDirectory(settings);
  const keeper = configurationKeeper(options, { log, metrics });
  const configuration = await keeper?.read();
  const tls = await configuredTlsPair(settings);
  const masterKey = await loadMasterKey({
    dataDirectory: settings.data,
    ...(settings.masterKey === undefined ? {} : { value: settings.masterKey }),
    ...(settings.masterKeyCommand === undefined ? {} : { command: settings.masterKeyCommand }),
  });

  const { maxDatabaseBytes } = settings;
  const store = await openSqliteStore({
    dataDirectory: directory,
    masterKey,
    ...(maxDatabaseBytes === undefined ? {} : { maxDatabaseBytes }),
  });
  opened.push(() => store.close());
  if (keeper !== undefined && configuration !== undefined) await keeper.apply(configuration, store);

  const table = new LiveSourceTable({ loadConfiguration: () => store.loadConfiguration(), log, metrics });
  await table.reload();
  const budget = new BodyBudget(settings.maxBodyBytesInFlight, (bytes) =>
    metrics.bodyBytesInFlight.set(bytes),
  );
  const throttle = new LogThrottle(monotonicNow);
  const receive = new Receiver({ store, table, budget, log, throttle, metrics, now: Date.now });
  const readiness = new Readiness({
    probe: () => store.probe(),
    isStopping: () => isStopping,
    now: monotonicNow,
    log,
  });
  const { metrics: metricsRoute, ...health } = fixedRoutes({ readiness, registry: metrics.registry });
  const routing = { maxHeaderCount: settings.maxHeaderCount, isStopping: () => isStopping, log, metrics };
  const { adminListen } = settings;
  const publicRoutes = adminListen === undefined ? { ...health, metrics: metricsRoute } : health;
  const listening = { limits: settings, log, metrics, ...(tls === undefined ? {} : { tls }) };

  const admin =
    adminListen === undefined
      ? undefined
      : await HttpServer.listen({
          ...listening,
          address: adminListen,
          router: new Router({ ...routing, fixed: { ...health, metrics: metricsRoute } }),
        });
  if (admin !== undefined) opened.push(() => admin.close(0));
  const server = await HttpServer.listen({
    ...listening,
    address: { host: settings.host, port: settings.port },
    router: new Router({ ...routing, receive, fixed: publicRoutes }),
  });
  opened.push(() => server.close(0));

  const { allowInsecureEndpoints } = settings;
  const dispatcher = new Dispatcher({
    store,
    log,
    metrics,
    version,
    allowsInsecureEndpoints: allowInsecureEndpoints,
  });
  await dispatcher.start();
  opened.push(() => dispatcher.stop(0));

  void store.failed.then((error) => log("store_failed", errorFields(error)));
  if (allowInsecureEndpoints) log("insecure_endpoints_allowed", {});
  if (adminListen === undefined && !isLoopback(settings.host))
    log("listening_beyond_loopback", { url: server.url });
  if (admin !== undefined) log("admin_listening", { url: admin.url });
  log("gateway_listening", {
    url: server.url,
    version,
    durationMs: Math.round(performance.now() - startedAt),
  });

  const reload = async (): Promise<void> => {
    await reloadTlsPair(settings, [server, ...(admin === undefined ? [] : [admin])], log);
    try {
      if (keeper !== undefined) await keeper.apply(await keeper.read(), store);
    } catch (error) {
      keeper?.noteRejection(error);
      throw error;
    }
    await table.reload();
  };
  const stop = async (): Promise<void> => {
    isStopping = true;
    const stoppingAt = performance.now();
    log("gateway_stopping", {});
    const { stopTimeoutMs } = settings;
    const [wasClean] = await Promise.all([server.close(stopTimeoutMs), dispatcher.stop(stopTimeoutMs)]);
    if (!wasClean) log("stop_deadline_passed", {});
    await admin?.close(0);
    await store.close();
    log("gateway_stopped", { durationMs: Math.round(performance.now() - stoppingAt) });
  };
  let stopped: Promise<void> | undefined;
  const stopOnce = (): Promise<void> => (stopped ??= stop());
  let reloaded: Promise<void> = Promise.resolve();
  return {
    url: server.url,
    ...(admin === undefined ? {} : { adminUrl: admin.url }),
    sources: () => listSources(table, server.url),
    // One after another: a later file must not be overtaken by an earlier one.
    reload: () => (reloaded = reloaded.catch(() => {}).then(reload)),
    stop: stopOnce,
    failed: store.failed,
    [Symbol.asyncDispose]: stopOnce,
  };
}

function configurationKeeper(
  options: GatewayOptions,
  observe: { readonly log: Log; readonly metrics: ReturnType<typeof createMetrics> },
): ConfigurationKeeper | undefined {
  const { config: file, allowInsecureEndpoints } = options.settings;
  if (file === undefined) return undefined;
  return new ConfigurationKeeper({
    ...observe,
    file,
    environment: options.environment ?? {},
    allowInsecureEndpoints,
  });
}

async function configuredTlsPair(settings: Settings): Promise<TlsPair | undefined> {
  const { tlsCert: certFile, tlsKey: keyFile } = settings;
  return certFile === undefined || keyFile === undefined
    ? undefined
    : await readTlsPair({ certFile, keyFile });
}

/** A bad pair is logged and the old one stays: it must not keep a good configuration file from being read. */
async function reloadTlsPair(settings: Settings, servers: readonly HttpServer[], log: Log): Promise<void> {
  try {
    const pair = await configuredTlsPair(settings);
    if (pair === undefined) return;
    for (const server of servers) server.useTlsPair(pair);
    log("certificate_loaded", {});
  } catch (error) {
    log("certificate_rejected", { code: "tls_unusable", errorCode: errorFields(error).errorCode });
  }
}

function listSources(table: LiveSourceTable, origin: string): readonly GatewaySource[] {
  return [...table.current.values()]
    .flatMap((group) => group.all)
    .map(({ organization, source }) => ({
      organization: organization.name,
      name: source.name,
      scheme: source.scheme.id,
      method: source.method,
      url: `${origin}${source.path}`,
    }));
}
