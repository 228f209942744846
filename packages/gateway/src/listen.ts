import type { ActivityNotes } from "./activity/activity-notes.ts";
import type { ApiHost } from "./api/api-host.ts";
import { FailureLimiter } from "./api/failure-limiter.ts";
import type { SetupCode } from "./api/setup-code.ts";
import type { ConsoleFiles } from "./console-files/console-files.ts";
import { consoleRoutes } from "./console-files/console-routes.ts";
import type { ListenAddress } from "./config/listen-address.ts";
import type { Settings } from "./config/settings.ts";
import { BodyBudget } from "./http/body-budget.ts";
import type { Exchange } from "./http/exchange.ts";
import { fixedRoutes } from "./http/fixed-routes.ts";
import { HttpServer } from "./http/http-server.ts";
import { Readiness } from "./http/readiness.ts";
import { Router } from "./http/router.ts";
import type { RouterOptions } from "./http/router.ts";
import { proxyTrust } from "./http/proxy-trust.ts";
import type { TlsPair } from "./http/tls-pair.ts";
import { refreshDeliveryCounts } from "./observe/delivery-counts.ts";
import { refreshEndpointGauges } from "./observe/endpoint-gauges.ts";
import type { Log } from "./observe/log.ts";
import { LogThrottle } from "./observe/log-throttle.ts";
import type { Metrics } from "./observe/metrics.ts";
import type { LiveSourceTable } from "./receive/live-source-table.ts";
import type { Explainer } from "./receive/quarantine/explainer.ts";
import type { QuarantineIntake } from "./receive/quarantine/quarantine-intake.ts";
import { QuarantineReview } from "./receive/quarantine/quarantine-review.ts";
import { Receiver } from "./receive/receiver.ts";
import { EventSender } from "./sending/event-sender.ts";
import type { MasterKeyRotator } from "./secrets/master-key-rotator.ts";
import type { OidcClient } from "./sign-in/oidc/oidc-client.ts";
import { Passwords } from "./sign-in/passwords.ts";
import { Sessions } from "./sign-in/sessions.ts";
import { SignInLimits } from "./sign-in/sign-in-limits.ts";
import type { Store } from "./store/store.ts";
import type { LiveFeed } from "./stream/live-feed.ts";
import type { TroubleNotes } from "./troubles/trouble-notes.ts";
import { gatewayVersion } from "./version.ts";
import { countSources } from "./receive/source-table.ts";
import { monotonicMs } from "./monotonic-ms.ts";

/** What every part is given to tell what it does. */
export interface Observing {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Tells the starting gateway how to close a part, in case the start fails further on. */
export type OnOpened = (close: () => Promise<unknown>) => void;

/** What answers HTTP is made of. */
export interface ListenParts {
  readonly settings: Settings;
  readonly observing: Observing;
  readonly store: Store;
  readonly table: LiveSourceTable;
  readonly stopping: AbortController;
  readonly quarantine: QuarantineIntake;
  readonly troubleNotes: TroubleNotes;
  readonly activity: ActivityNotes;
  readonly feed: LiveFeed;
  readonly explainer: Explainer;
  readonly tls: TlsPair | undefined;
  readonly setupCode: SetupCode;
  /** Absent where no console was built. */
  readonly consoleFiles: ConsoleFiles | undefined;
  readonly masterKey: MasterKeyRotator;
  readonly oidc: Promise<OidcClient | undefined>;
  readonly apiModule: Promise<{ readonly ApiHost: typeof ApiHost }>;
  /** Whether requests of senders are taken; otherwise the paths of sources are answered 404, like any unknown one. */
  readonly isReceiving: boolean;
  /** Called when the configuration was changed through the API. */
  readonly onConfigurationChanged: () => void;
}

export interface Listening {
  readonly server: HttpServer;
  readonly admin: HttpServer | undefined;
  readonly api: Promise<ApiHost>;
}

/** Makes what answers HTTP and starts to listen: on one address, or on two where the admin has its own. */
export async function listen(parts: ListenParts, onOpened: OnOpened): Promise<Listening> {
  const { settings, observing, store, table, tls, stopping, setupCode, quarantine, explainer } = parts;
  const { log, metrics } = observing;
  const isStopping = (): boolean => stopping.signal.aborted;
  const budget = new BodyBudget(settings.maxBodyBytesInFlight);
  const receive = new Receiver({
    ...observing,
    store,
    table,
    budget,
    throttle: new LogThrottle(monotonicMs),
    quarantine,
    troubles: parts.troubleNotes,
    activity: parts.activity,
    trust: proxyTrust(settings),
    now: Date.now,
  });
  const readiness = new Readiness({ probe: () => store.probe(), isStopping, now: monotonicMs, log });
  const host = parts.apiModule.then((module) =>
    module.ApiHost.create({
      ...observing,
      store,
      sender: new EventSender({ store, now: Date.now }),
      settings,
      masterKey: parts.masterKey,
      version: gatewayVersion(),
      setupCode,
      budget,
      quarantine: { review: new QuarantineReview({ store, table }), explainer },
      feed: parts.feed,
      isReady: () => readiness.isReady(),
      countSources: (organization) => countSources(table.current, organization),
      applyChanges: async () => {
        await table.reload();
        parts.onConfigurationChanged();
      },
      stopping: stopping.signal,
      now: Date.now,
      monotonicMs,
      failures: new FailureLimiter(monotonicMs),
      sessions: new Sessions({ store, settings, now: Date.now }),
      passwords: new Passwords(),
      oidc: parts.oidc,
      signInLimits: new SignInLimits(monotonicMs),
    }),
  );
  host.catch(() => {});
  onOpened(async () => (await host).close());
  const api = async (exchange: Exchange): Promise<void> => (await host).handle(exchange);
  const { metrics: metricsRoute, ...health } = fixedRoutes({
    readiness,
    registry: metrics.registry,
    refreshMetrics: async () => {
      metrics.bodyBytesInFlight.set(budget.bytesInFlight);
      await refreshDeliveryCounts(metrics, store);
      await refreshEndpointGauges(metrics, store, Date.now());
    },
  });
  const forAdmins = { ...health, metrics: metricsRoute, ...consoleRoutes(parts.consoleFiles) };

  const listenOn = async (
    address: ListenAddress,
    routes: Pick<RouterOptions, "fixed" | "receive" | "api">,
  ): Promise<HttpServer> => {
    const router = new Router({
      ...observing,
      ...routes,
      isStopping,
      maxHeaderCount: settings.maxHeaderCount,
    });
    const pair = tls === undefined ? {} : { tls };
    const server = await HttpServer.listen({ ...observing, ...pair, address, limits: settings, router });
    onOpened(() => server.close(0));
    return server;
  };
  const { host: address, port, adminListen } = settings;
  const receiving = parts.isReceiving ? { receive } : {};
  if (adminListen === undefined) {
    const server = await listenOn({ host: address, port }, { ...receiving, api, fixed: forAdmins });
    return { server, admin: undefined, api: host };
  }
  const admin = await listenOn(adminListen, { api, fixed: forAdmins });
  const server = await listenOn({ host: address, port }, { ...receiving, fixed: health });
  return { server, admin, api: host };
}
