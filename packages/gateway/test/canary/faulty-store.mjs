// A store that fails in every way that its interface allows and in some that it does not, with errors that quote what
// they were about: nothing of that may reach a log, a metric or an answer.
import { syncBuiltinESMExports } from "node:module";
import threads from "node:worker_threads";
import { GatewayError } from "../../dist/errors.js";
import { override } from "../support/wrapped-store/override.mjs";

const mark = process.env.TEST_MARK ?? "";

/** The store's writer, so that it can be ended as a crash would. @type {threads.Worker | undefined} */
let writer;
threads.Worker = class extends threads.Worker {
  /** @param {ConstructorParameters<typeof threads.Worker>} given */
  constructor(...given) {
    super(...given);
    writer = this;
  }
};
syncBuiltinESMExports();

/** @param {string} about @returns {Error} an error as careless libraries make them */
function foreignError(about) {
  return new TypeError(`${mark}: cannot use ${about}`, { cause: new Error(`${mark}: ${about}`) });
}

/** @param {import("../../src/store/store.ts").AcceptedEvent} event */
function spoiledAnswer(event) {
  const body = Buffer.from(event.body).toString("utf8");
  const headers = event.rawHeaders.join("; ");
  switch (event.eventType) {
    case "fault.foreign":
      return Promise.reject(foreignError(`${body} ${headers}`));
    case "fault.unavailable":
      return Promise.reject(
        new GatewayError("store_unavailable", `could not store ${body}`, { cause: foreignError(headers) }),
      );
    case "fault.uncaught":
      setImmediate(() => {
        throw foreignError(`${body} ${headers}`);
      });
      return undefined;
    case "fault.outdated":
      return Promise.resolve({ outcome: "outdated" });
    default:
      return undefined;
  }
}

/** @param {import("../../src/store/store.ts").Store} store */
export function wrapStore(store) {
  const failedBefore = new Set();
  /** True the first time that it is asked about this name. @param {string} name */
  const isFirst = (name) => !failedBefore.has(name) && failedBefore.add(name) !== undefined;
  return override(store, {
    loadConfiguration: async () => withUnusableParts(await store.loadConfiguration()),
    accept: async (event) => {
      if (event.eventType === "fault.kill") await writer?.terminate();
      return (await spoiledAnswer(event)) ?? (await store.accept(event));
    },
    access: override(store.access, {
      findAnswer: async (key) => {
        if (isFirst("answer")) throw foreignError(`${key.idempotencyKey} ${key.request}`);
        if (isFirst("another answer")) {
          throw new GatewayError("store_unavailable", `no answer to ${key.request}`, {
            cause: foreignError("it"),
          });
        }
        return await store.access.findAnswer(key);
      },
    }),
    replays: override(store.replays, {
      work: async (bounds) => {
        if (isFirst("replays")) throw foreignError("a replay");
        return await store.replays.work(bounds);
      },
    }),
    expireLeases: async () => (isFirst("leases") ? 2 : 0),
    claim: async (request) => {
      if (isFirst("claim")) throw foreignError("a claim");
      const result = await store.claim(request);
      return {
        ...result,
        claimed: result.claimed.map((delivery) => (isFirst("delivery") ? spoiled(delivery) : delivery)),
      };
    },
    record: async (outcome) => {
      if (outcome.result !== "delivered") return await store.record(outcome);
      if (isFirst("outcome")) throw foreignError(Buffer.from(outcome.responseExcerpt ?? []).toString("utf8"));
      if (isFirst("lease")) return { isFenced: true };
      return await store.record(outcome);
    },
    probe: async () => {
      if (isFirst("probe")) throw foreignError("a probe");
      await store.probe();
    },
  });
}

/** As often is it read before the attempt is given up; afterwards only for the report. */
const READS_OF_AN_ATTEMPT = 2;

/** A delivery with which nobody can work. @param {import("../../src/store/store.ts").ClaimedDelivery} delivery */
function spoiled(delivery) {
  let reads = 0;
  return Object.defineProperty({ ...delivery }, "attempt", {
    get() {
      reads += 1;
      if (reads <= READS_OF_AN_ATTEMPT) throw foreignError(Buffer.from(delivery.event.body).toString());
      return delivery.attempt;
    },
  });
}

/** @type {Readonly<Record<string, object>>} By the name of an endpoint, what spoils it. */
const unusable = {
  "unusable-url": { url: `no URL: ${mark}` },
  "unusable-header": { headers: { "x-token": `${mark}\r\nx: ${mark}` } },
  "reserved-header": { headers: { "content-length": mark } },
};

/** As another version might have stored it. @param {import("../../src/config/configuration.ts").Configuration} configuration */
function withUnusableParts({ organizations }) {
  return {
    organizations: organizations.map((organization) => ({
      ...organization,
      sources: organization.sources.map((source) =>
        source.name === "strict"
          ? { ...source, secrets: [{ id: 1, name: "bad", value: `not hex: ${mark}` }] }
          : source,
      ),
      endpoints: organization.endpoints.map((endpoint) => ({ ...endpoint, ...unusable[endpoint.name] })),
    })),
  };
}
