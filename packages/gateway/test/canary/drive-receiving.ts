import type { Vendor } from "../support/vendors.ts";
import type { CanaryRun } from "./canary-run.ts";
import { MAX_BODY_BYTES, receivePath } from "./marked-world.ts";
import type { MarkedWorld } from "./marked-world.ts";
import { markedRequest } from "./marked-vendors.ts";
import { refusedRequests } from "./refused-requests.ts";

/** Beyond `--max-body-bytes-in-flight` of the gateway that is driven. */
export const MAX_BYTES_IN_FLIGHT = 1024 * 1024;

const MORE_THAN_ARE_LOGGED = 8;

/** Sends to every source what it accepts, what it knows already and what it must refuse, everything marked. */
export async function driveReceiving(run: CanaryRun, url: string, world: MarkedWorld): Promise<void> {
  for (const vendor of world.vendors) {
    await driveAcceptances(run, url, vendor);
    for (const { expected, request } of refusedRequests(run.markers, vendor, receivePath(vendor))) {
      const status = await run.ask("receive", url, request);
      if (status < 400) throw new Error(`${vendor.source}: answered ${status} in place of ${expected}`);
    }
  }
  await driveEarlyRefusals(run, url, world);
  await driveOwnSources(run, url, world);
}

async function driveAcceptances(run: CanaryRun, url: string, vendor: Vendor): Promise<void> {
  const { markers } = run;
  const path = `${receivePath(vendor)}?token=${markers.text("receive query")}`;
  const first = markedRequest(markers, vendor, { path, eventId: `event-of-${vendor.source}` });
  const conflicting = Buffer.from(vendor.body(`event-of-${vendor.source}`, markers.text("conflicting body")));
  const unreadable = Buffer.from(`not JSON: ${markers.text("unreadable body")}`);
  await run.ask("receive", url, first);
  await run.ask("receive", url, first);
  await run.ask("receive", url, markedRequest(markers, vendor, { path, eventId: "", body: conflicting }));
  await run.ask("receive", url, markedRequest(markers, vendor, { path, eventId: "", body: unreadable }));
}

/** Refused before the body is looked at. */
async function driveEarlyRefusals(run: CanaryRun, url: string, { vendors }: MarkedWorld): Promise<void> {
  const { markers } = run;
  const vendor = vendors.find(({ source }) => source === "nabla");
  if (vendor === undefined) throw new Error("no source nabla");
  const good = markedRequest(markers, vendor, { path: receivePath(vendor), eventId: "early" });
  const large = Buffer.from(markers.text("large body").repeat(MAX_BODY_BYTES / 10));
  await run.ask("receive", url, { ...good, method: "DELETE" });
  await run.ask("receive", url, { ...good, headers: [...good.headers, ["content-encoding", "gzip"]] });
  await run.ask("receive", url, { ...good, body: large });
  await run.ask("receive", url, { ...good, body: large, isChunked: true });
  await run.ask("receive", url, { ...good, path: `/in/nobody/${markers.text("unknown source")}` });
  // More of one kind than the log tells one by one.
  for (let count = 0; count < MORE_THAN_ARE_LOGGED; count++) {
    await run.ask("receive", url, { ...good, path: `/in/nobody/${markers.text("unknown source")}` });
  }
  await run.ask("elsewhere", url, { ...good, path: `/${markers.text("unknown path")}` });
}

/** More than a source takes, and from where it takes nothing; an honest signature changes neither. */
async function driveLimits(run: CanaryRun, url: string, vendor: Vendor): Promise<void> {
  const { markers } = run;
  const send = async (source: string, wanted: number): Promise<void> => {
    const path = receivePath({ ...vendor, source });
    const request = markedRequest(markers, vendor, { path, eventId: `to-${source}` });
    const forwarded = ["x-forwarded-for", `203.0.113.9, ${markers.text("forwarded address")}`] as const;
    const status = await run.ask("receive", url, { ...request, headers: [...request.headers, forwarded] });
    if (status !== wanted) throw new Error(`${source}: answered ${status} in place of ${wanted}`);
  };
  await send("limited", 200);
  await send("limited", 429);
  await send("elsewhere", 401);
}

async function driveOwnSources(
  run: CanaryRun,
  url: string,
  { vendors, strict, other }: MarkedWorld,
): Promise<void> {
  const { markers } = run;
  const unreadable = Buffer.from(`not JSON: ${markers.text("refused unreadable body")}`);
  await run.ask(
    "receive",
    url,
    markedRequest(markers, strict, { path: receivePath(strict), eventId: "", body: unreadable }),
  );
  await driveLimits(run, url, strict);
  const put = markedRequest(markers, other, { path: receivePath(other), eventId: "put" });
  await run.ask("receive", url, { ...put, method: "PUT" });
  // Both methods are known on the shared path; this caller's source takes only the other one.
  await run.ask("receive", url, put);
  const insight = vendors.find(({ source }) => source === "insight");
  if (insight === undefined) throw new Error("no source insight");
  const good = markedRequest(markers, insight, { path: receivePath(insight), eventId: "overload" });
  await run.ask("receive", url, { ...good, body: Buffer.alloc(MAX_BYTES_IN_FLIGHT + 1, "x") });
}
