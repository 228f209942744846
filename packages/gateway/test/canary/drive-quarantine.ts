import { statusOf } from "../support/raw-exchange.ts";
import { waitUntil } from "../support/wait-until.ts";
import type { CanaryRun } from "./canary-run.ts";
import { ORGANIZATION } from "./marked-world.ts";
import { API_KEY, setUpApi } from "./set-up-api.ts";

const SOURCE = "kept-by-api";

/** More at once than one source's quarantine takes. */
const FLOOD = 120;

/** More than one API key may have open. */
const STREAMS = 6;

/** What a person with the clinical role is shown, and nobody else. */
const REVEALED = ["quarantined body", "quarantined query"];

export interface QuarantineDrive {
  /** Where senders send. */
  readonly url: string;
  readonly adminUrl: string;
  readonly dataDirectory: string;
}

/** Has marked requests refused and kept, and does everything with them that the API can, by a role each. */
export async function driveQuarantine(run: CanaryRun, drive: QuarantineDrive): Promise<void> {
  const { markers } = run;
  const { url, adminUrl, dataDirectory } = drive;
  const admin = await setUpApi(run, { url: adminUrl, dataDirectory, organization: ORGANIZATION });
  const callAs =
    (key: string) =>
    async (
      name: string,
      path: string,
      {
        method = "POST",
        body,
        mayHold = [],
      }: { method?: string; body?: object; mayHold?: readonly string[] } = {},
    ): Promise<Buffer> => {
      const json = body === undefined ? [] : ([["content-type", "application/json"]] as const);
      return run.askApi(name, adminUrl, {
        method,
        path: `/api/v1/${path}`,
        headers: [["authorization", `Bearer ${key}`], ...json],
        ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
        mayHold,
      });
    };
  const call = callAs(admin);
  const secrets = [markers.secret("secret of a source with a quarantine")];
  await call("createSource", "sources", { body: { name: SOURCE, scheme: "nabla", secrets } });
  await driveFlood(run, url);
  const list = async (): Promise<readonly string[]> => {
    const answer = await call("listQuarantine", `quarantine?source=${SOURCE}`, { method: "GET" });
    return [...answer.toString().matchAll(/"id":"(qua_\w+)"/g)].flatMap(([, id = ""]) => id);
  };
  await waitUntil("refused requests are kept", async () => (await list()).length > 1);
  const [id = "", other = ""] = await list();

  const made = await call("createApiKey", "api-keys", {
    body: { name: "clinician", role: "clinical" },
    mayHold: [API_KEY],
  });
  const clinical = /"key":"([^"]+)"/.exec(made.toString())?.[1] ?? "";
  markers.add(API_KEY, clinical);
  const reason = markers.text("reason of a reveal");
  const revealed = await callAs(clinical)("revealQuarantined", `quarantine/${id}/reveal`, {
    body: { reason },
    mayHold: REVEALED,
  });
  if (statusOf(revealed) !== 200) throw new Error("the request was not revealed");

  const byFilter = { filter: { source: SOURCE } };
  await call("getQuarantined", `quarantine/${id}`, { method: "GET" });
  await call("countQuarantine", "quarantine/counts", { method: "GET" });
  await call("explainQuarantined", `quarantine/${id}/explain`);
  await call("traceQuarantined", `quarantine/${id}/trace`);
  await call("previewDiscard", "quarantine/discard/preview", { body: byFilter });
  await call("reverifyQuarantine", "quarantine/reverify", { body: byFilter });
  await call("releaseQuarantine", "quarantine/release", { body: { ...byFilter, override: "stale", reason } });
  await call("discardQuarantined", `quarantine/${other}`, { method: "DELETE" });
  await call("discardQuarantine", "quarantine/discard", { body: { ids: [other] } });
  await driveStream(run, adminUrl, admin);
  await call("disableSource", `sources/${SOURCE}/disable`);
  await call("explainQuarantined", `quarantine/${id}/explain`);
}

async function driveFlood(run: CanaryRun, url: string): Promise<void> {
  const { markers } = run;
  const path = `/in/${ORGANIZATION}/${SOURCE}?token=${markers.text("quarantined query")}`;
  const body = Buffer.from(JSON.stringify({ name: markers.text("quarantined body") }));
  const headers = [
    ["x-nabla-webhook-signature", `t=1,v1=${markers.text("quarantined signature")}`],
    ["cookie", markers.text("quarantined cookie")],
  ] as const;
  await Promise.all(Array.from({ length: FLOOD }, () => run.ask("receive", url, { path, headers, body })));
}

/** Reads the beginning of one stream, and opens more than may be. */
async function driveStream(run: CanaryRun, url: string, key: string): Promise<void> {
  const stop = new AbortController();
  const authorization = `Bearer ${key}`;
  const path = "/api/v1/stream";
  const open = async (): Promise<Response> =>
    fetch(`${url}${path}`, { headers: { authorization, "last-event-id": "0-0" }, signal: stop.signal });
  const streams = await Promise.all(Array.from({ length: STREAMS - 1 }, open));
  const reader = streams[0]?.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  if (value === undefined) throw new Error("the stream told nothing");
  run.addOutput("the API's followStream", value);
  await run.askApi("followStream", url, { method: "GET", path, headers: [["authorization", authorization]] });
  stop.abort();
}
