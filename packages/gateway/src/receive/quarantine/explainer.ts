import { Worker } from "node:worker_threads";
import type { Scheme } from "countersign";
import { verifierOptions } from "../../config/verifier-options.ts";
import type { QuarantinedRequest } from "../../store/quarantine/quarantine-store.ts";
import type { LiveSourceTable } from "../live-source-table.ts";
import type { ReceivingSource } from "../receiving-source.ts";
import type { ExplainJob, ExplainResults } from "./explain-job.ts";
import { Reverifier } from "./reverifier.ts";

/** Beside this file once it is built; Node 20 starts no thread from TypeScript. */
const WORKER = new URL("./explain-worker.js", import.meta.url);

/** Each takes a processor for up to a second. */
const MAX_AT_ONCE = 2;

/** Far beyond the search's own budget: large bodies are hashed many times. */
const MAX_MS = 15_000;

/** What a thread that was ended gives. */
const CUT_OFF = Symbol("cut off");

/** As many as the library tries. */
const MAX_OTHER_SECRETS = 32;

export type Explained<Kind extends ExplainJob["kind"]> =
  | { readonly outcome: "done"; readonly result: ExplainResults[Kind] }
  /** Others are being explained, or this one took too long. */
  | { readonly outcome: "busy" }
  /** The source does not receive now, so that there is nothing to compare with. */
  | { readonly outcome: "source_disabled" };

/** A request that came to a source: one that was refused, or one that became an event, whose line is not kept. */
export type CameToSource = Pick<
  QuarantinedRequest,
  "organizationId" | "sourceId" | "receivedAt" | "rawHeaders" | "body"
> &
  Partial<Pick<QuarantinedRequest, "method" | "url">>;

/**
 * Explains and traces requests that came, as of the time when they were received, in a thread of its own: the search
 * may take a second, and no request waits for it.
 */
export class Explainer {
  readonly #table: LiveSourceTable;
  readonly #running = new Set<Worker>();

  constructor(table: LiveSourceTable) {
    this.#table = table;
  }

  /** Explains or traces one request with the source it came to. What fails inside the search rejects. */
  async run<Kind extends ExplainJob["kind"]>(kind: Kind, request: CameToSource): Promise<Explained<Kind>> {
    const receiving = new Reverifier(this.#table.current).sourceOf(request);
    if (receiving === undefined) return { outcome: "source_disabled" };
    return this.runJob(kind, this.#jobOf(request, receiving));
  }

  /** The same with whatever scheme, options and request are given. */
  async runJob<Kind extends ExplainJob["kind"]>(
    kind: Kind,
    job: Omit<ExplainJob, "kind">,
  ): Promise<Explained<Kind>> {
    if (this.#running.size >= MAX_AT_ONCE) return { outcome: "busy" };
    const result = await this.#carryOut({ ...job, kind });
    // The thread gives the result of the kind that it was asked for.
    return result === CUT_OFF
      ? { outcome: "busy" }
      : { outcome: "done", result: result as ExplainResults[Kind] };
  }

  /** The scheme that says which headers hold what; undefined where the source does not receive now. */
  schemeOf(request: CameToSource): Scheme | undefined {
    return new Reverifier(this.#table.current).sourceOf(request)?.source.scheme;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((worker) => worker.terminate()));
  }

  async #carryOut(job: ExplainJob): Promise<unknown> {
    const worker = new Worker(WORKER, { workerData: job });
    this.#running.add(worker);
    const timer = setTimeout(() => void worker.terminate(), MAX_MS);
    try {
      return await new Promise((resolve, reject) => {
        worker.once("message", resolve);
        worker.once("error", reject);
        worker.once("exit", () => resolve(CUT_OFF));
      });
    } finally {
      clearTimeout(timer);
      this.#running.delete(worker);
    }
  }

  #jobOf(request: CameToSource, receiving: ReceivingSource): Omit<ExplainJob, "kind"> {
    const { source, organization } = receiving;
    const { method, url, rawHeaders: headers, body } = request;
    return {
      scheme: source.scheme,
      options: verifierOptions(source, organization.name),
      nowMs: request.receivedAt,
      request: { ...(method !== undefined && { method }), ...(url !== undefined && { url }), headers, body },
      secrets: this.#otherSecrets(receiving),
    };
  }

  /** Of the organization's other sources and their callers, by names that a finding may tell. */
  #otherSecrets({ organization, source }: ReceivingSource): ExplainJob["secrets"] {
    const others = organization.sources.filter(({ id }) => id !== source.id);
    const known = others.flatMap(({ name, secrets, callers }) => [
      ...secrets.map(({ value }) => ({ name: `source ${name}`, secret: value })),
      ...callers.flatMap((caller) =>
        caller.secrets.map(({ value }) => ({
          name: `caller ${caller.name} of source ${name}`,
          secret: value,
        })),
      ),
    ]);
    return known.slice(0, MAX_OTHER_SECRETS);
  }
}
