/** Who may ask: anyone at all, or whoever signs as the source's sender. */
export type Access = "anyone" | "sender";

export interface Route {
  readonly methods: readonly string[];
  /** One that ends in `/` stands for all paths below it as well, but `/` itself. */
  readonly path: string;
  readonly access: Access;
  /** `public` is the main address; `admin` moves to --admin-listen where that is set. */
  readonly listener: "public" | "admin";
  /** Every status it answers with, besides 400, 408, 431 (broken or slow HTTP) and 500. */
  readonly statuses: readonly number[];
  readonly meaning: string;
}

/** Every route of the gateway but those below `/api/`, which the contract lists. A source's own literal `path` is another spelling of `receive`. */
export const routes = {
  receive: {
    methods: ["POST"],
    path: "/in/{organization}/{source}",
    access: "sender",
    listener: "public",
    statuses: [200, 401, 403, 405, 413, 415, 422, 429, 503],
    meaning:
      "Verifies a request, stores it and only then answers 200. The method is the source's, usually POST.",
  },
  healthz: {
    methods: ["GET", "HEAD"],
    path: "/healthz",
    access: "anyone",
    listener: "public",
    statuses: [200, 405],
    meaning: "200 while the process answers at all.",
  },
  readyz: {
    methods: ["GET", "HEAD"],
    path: "/readyz",
    access: "anyone",
    listener: "public",
    statuses: [200, 405, 503],
    meaning:
      "200 while events can be stored; 503 when commits fail or the gateway stops. Looked at once a second.",
  },
  metrics: {
    methods: ["GET", "HEAD"],
    path: "/metrics",
    access: "anyone",
    listener: "admin",
    statuses: [200, 405],
    meaning: "Counts and times for Prometheus. No payloads, secrets or personal data.",
  },
  root: {
    methods: ["GET", "HEAD"],
    path: "/",
    access: "anyone",
    listener: "admin",
    statuses: [302, 405],
    meaning: "Leads to the console.",
  },
  console: {
    methods: ["GET", "HEAD"],
    path: "/console/",
    access: "anyone",
    listener: "admin",
    statuses: [200, 404, 405],
    meaning:
      "The console's one page, whatever follows: the page finds the screen. It holds no data; those it asks of the API. 404 where no console is installed.",
  },
  setup: {
    methods: ["GET", "HEAD"],
    path: "/setup",
    access: "anyone",
    listener: "admin",
    statuses: [200, 404, 405],
    meaning: "The same page, for whoever starts a gateway for the first time.",
  },
  assets: {
    methods: ["GET", "HEAD"],
    path: "/assets/",
    access: "anyone",
    listener: "admin",
    statuses: [200, 404, 405],
    meaning: "Scripts, styles and pictures of the console; their names change with their content.",
  },
} as const satisfies Readonly<Record<string, Route>>;

export type RouteName = keyof typeof routes;
