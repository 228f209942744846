import { statusOf } from "../support/raw-exchange.ts";
import type { CanaryRun } from "./canary-run.ts";
import { setUpApi } from "./set-up-api.ts";

/** Why a hold was placed is shown to those who may list holds, and nowhere else. */
const HOLD_REASON = "reason of a hold";

/** Holds, erases and shreds, with marks in payloads and reasons, and rotates the master key. */
export async function driveRetention(
  run: CanaryRun,
  { url, dataDirectory }: { readonly url: string; readonly dataDirectory: string },
): Promise<void> {
  const { markers } = run;
  const admin = await setUpApi(run, { url, dataDirectory, organization: "keepers" });
  const call = async (
    name: string,
    path: string,
    asking: { readonly method?: string; readonly body?: object; readonly mayHold?: readonly string[] } = {},
  ): Promise<string> => {
    const { method = "POST", body, mayHold = [] } = asking;
    const json = body === undefined ? [] : ([["content-type", "application/json"]] as const);
    const answer = await run.askApi(name, url, {
      method,
      path: `/api/v1/${path}`,
      headers: [["authorization", `Bearer ${admin}`], ...json],
      ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
      mayHold,
    });
    return statusOf(answer) < 400 ? answer.toString("latin1") : "";
  };

  const secrets = [markers.secret("secret of a keeping endpoint")];
  await call("createEndpoint", "endpoints", {
    body: { name: "ehr", url: "https://receiver.invalid/", scheme: "nabla", secrets, events: ["note"] },
  });
  const data = { memo: markers.text("body of a kept event") };
  const open = idIn(await call("sendEvent", "events", { body: { type: "note", data } }), "evt");
  const quiet = idIn(await call("sendEvent", "events", { body: { type: "quiet", data } }), "evt");
  const reason = markers.text("reason of an erasure");
  await call("eraseEvent", `events/${open}/erase`, { body: { reason } });

  const held = { scope: { event: quiet }, reason: markers.text(HOLD_REASON) };
  const hold = idIn(
    await call("createLegalHold", "legal-holds", { body: held, mayHold: [HOLD_REASON] }),
    "hold",
  );
  await call("listLegalHolds", "legal-holds", { method: "GET", mayHold: [HOLD_REASON] });
  await call("eraseEvent", `events/${quiet}/erase`, { body: { reason } });
  await call("releaseLegalHold", `legal-holds/${hold}/release`, { body: { reason }, mayHold: [HOLD_REASON] });
  await call("eraseEvent", `events/${quiet}/erase`, { body: { reason } });
  await call("eraseEvent", `events/${quiet}/erase`, { body: { reason } });

  const weeks = await call("listKeyWeeks", "key-weeks", { method: "GET" });
  const week = /"week":"([^"]+)"/.exec(weeks)?.[1] ?? "";
  await call("shredKeyWeek", `key-weeks/${week}/shred`, { body: { reason } });
  await call("getRetention", "retention", { method: "GET" });
  await call("rotateMasterKey", "master-key/rotate");
  await call("getMasterKey", "master-key", { method: "GET" });
}

function idIn(answer: string, kind: string): string {
  return new RegExp(`"id":"(${kind}_[^"]+)"`).exec(answer)?.[1] ?? "";
}
