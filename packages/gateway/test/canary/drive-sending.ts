import { statusOf } from "../support/raw-exchange.ts";
import type { CanaryRun } from "./canary-run.ts";
import { setUpApi } from "./set-up-api.ts";

const BODY = "body of a sent event";
const CLINICAL_KEY = "API key of the clinical role";

/**
 * Sends events through the API, shows them in every way, acts on a delivery and replays them, with marks in bodies, keys and
 * reasons; the payload belongs into the answer that reveals it, and nowhere else.
 */
export async function driveSending(
  run: CanaryRun,
  { url, dataDirectory }: { readonly url: string; readonly dataDirectory: string },
): Promise<void> {
  const { markers } = run;
  const admin = await setUpApi(run, { url, dataDirectory, organization: "senders" });
  const call = async (
    name: string,
    path: string,
    asking: {
      readonly method?: string;
      readonly body?: object;
      readonly key?: string;
      readonly mayHold?: readonly string[];
    } = {},
  ): Promise<string> => {
    const { method = "POST", body, key = admin, mayHold = [] } = asking;
    const json = body === undefined ? [] : ([["content-type", "application/json"]] as const);
    const answer = await run.askApi(name, url, {
      method,
      path: `/api/v1/${path}`,
      headers: [["authorization", `Bearer ${key}`], ...json],
      ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
      mayHold,
    });
    return statusOf(answer) < 400 ? answer.toString("latin1") : "";
  };

  const secrets = [markers.secret("secret of a sending endpoint")];
  const endpoint = {
    name: "ehr",
    url: "https://receiver.invalid/",
    scheme: "nabla",
    secrets,
    events: ["note"],
  };
  await call("createEndpoint", "endpoints", { body: endpoint });
  const memo = markers.text(BODY);
  const keys = { dedupeKey: markers.text("dedupe key"), orderingKey: markers.text("ordering key") };
  const sent = { type: "note", data: { memo, [memo]: memo }, ...keys };
  const event = idIn(await call("sendEvent", "events", { body: sent }));
  await call("sendEvent", "events", { body: { ...sent, data: { memo: `${memo} changed` } } });
  await call("sendEvent", "events", { body: { type: "note", bodyBase64: memo, data: memo } });
  await call("getEvent", `events/${event}`, { method: "GET" });
  await call("getMaskedEvent", `events/${event}/masked`, { method: "GET" });
  const reason = markers.text("reason");
  await call("revealEvent", `events/${event}/reveal`, { body: { reason } });
  const made = await call("createApiKey", "api-keys", {
    body: { name: "ward", role: "clinical" },
    mayHold: [CLINICAL_KEY],
  });
  const key = /"key":"([^"]+)"/.exec(made)?.[1] ?? "";
  markers.add(CLINICAL_KEY, key);
  await call("revealEvent", `events/${event}/reveal`, { body: { reason }, key, mayHold: [BODY] });

  const delivery = idIn(await call("listDeliveries", `deliveries?event=${event}`, { method: "GET" }));
  await call("releaseDelivery", `deliveries/${delivery}/release`);
  await call("revealResponses", `deliveries/${delivery}/reveal`, { body: { reason }, key });
  await call("createReplay", "replays", { body: { what: "backfill", filter: {}, reason } });
  const replay = { what: "resend", filter: {}, to: "ehr", reason };
  idIn(await call("createReplay", "replays", { body: replay }));
  await call("disableEndpoint", "endpoints/ehr/disable");
  await call("testEndpoint", "endpoints/ehr/test");
}

/** The id of what an answer shows first. */
function idIn(answer: string): string {
  const id = /"id":"((?:evt|dlv|rpl)_[^"]+)"/.exec(answer)?.[1];
  if (id === undefined) throw new Error("what was to be made was refused");
  return id;
}
