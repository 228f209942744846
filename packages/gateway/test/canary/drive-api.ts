import { problemsOf, routeEntries } from "@countersign/contract";
import type { RouteShape } from "@countersign/contract";
import { statusOf } from "../support/raw-exchange.ts";
import type { RawRequest } from "../support/raw-exchange.ts";
import type { CanaryRun } from "./canary-run.ts";
import { API_KEY, setUpApi } from "./set-up-api.ts";

/** More than one address may fail before it is told to wait. */
const MORE_FAILURES_THAN_ALLOWED = 25;
const MORE_THAN_A_BODY = 1024 * 1024 + 1;

type Header = readonly [string, string];

/**
 * Asks every route of the API as a stranger and as an admin, with marks in everything that a caller chooses, and brings
 * about every problem that does not need a broken store.
 */
export async function driveApi(
  run: CanaryRun,
  { url, dataDirectory }: { readonly url: string; readonly dataDirectory: string },
): Promise<void> {
  const { markers } = run;
  const key = await setUpApi(run, { url, dataDirectory });
  const asAdmin: Header = ["authorization", `Bearer ${key}`];
  const asStranger: Header = [
    "authorization",
    `Bearer csk_${markers.text("wrong key").padEnd(43, "x").slice(0, 43)}`,
  ];
  const json: Header = ["content-type", "application/json"];
  const tryWrongSetupCode = async (): Promise<void> => {
    const wrong = { code: markers.text("wrong setup code"), organization: "north" };
    const body = Buffer.from(JSON.stringify(wrong));
    await run.askApi("setUp", url, { path: "/api/v1/setup", headers: [json], body });
  };
  // Before the wrong keys below: they count as failures of the same address.
  await tryWrongSetupCode();
  for (const [name, route] of routeEntries) {
    for (const authorization of [asStranger, asAdmin])
      await askMarked(run, { name, url, route, authorization });
    const isEndless = route.answer.stream !== undefined;
    if (route.method !== "GET" || route.params !== undefined || isEndless) continue;
    await run.askApi(name, url, { method: "GET", path: route.path, headers: [asAdmin] });
  }

  const create = (body: string, headers: readonly Header[] = []): Promise<Buffer> =>
    run.askApi("createApiKey", url, {
      path: "/api/v1/api-keys",
      headers: [asAdmin, json, ...headers],
      body: Buffer.from(body),
      mayHold: [API_KEY],
    });
  const wanted = JSON.stringify({ name: "canary", role: "viewer" });
  const idempotent: Header = ["idempotency-key", markers.text("idempotency key")];
  const created = await create(wanted, [idempotent]);
  const made = /"id":"(key_\d+)".*"key":"([^"]+)"/.exec(created.toString());
  if (made?.[1] === undefined || made[2] === undefined) throw new Error("no API key was made");
  markers.add(API_KEY, made[2]);
  // The same answer again, kept sealed until now.
  if (statusOf(await create(wanted, [idempotent])) !== 201)
    throw new Error("the repeated create was refused");
  await create(JSON.stringify({ name: "other", role: "viewer" }), [idempotent]);
  await create(wanted);
  await create(`{"${markers.text("broken JSON")}`);
  await create(markers.text("large body").repeat(MORE_THAN_A_BODY / 40));
  await create(wanted, [["content-encoding", markers.text("content encoding")]]);
  await run.askApi("listAuditEntries", url, {
    method: "GET",
    path: "/api/v1/audit",
    headers: [["authorization", `Bearer ${made[2]}`]],
  });
  const revoke = `/api/v1/api-keys/${made[1]}/revoke`;
  await run.askApi("revokeApiKey", url, {
    path: revoke,
    headers: [asAdmin, ["if-match", markers.text("ETag")]],
  });
  await run.askApi("elsewhere", url, {
    method: "PUT",
    path: `/api/v1/api-keys?${markers.text("API query")}`,
  });
  await run.askApi("elsewhere", url, { method: "GET", path: `/api/v1/${markers.text("API path")}` });
  for (let count = 0; count < MORE_FAILURES_THAN_ALLOWED; count += 1) await tryWrongSetupCode();
}

/** A request with marks in its path, query, body and headers. */
async function askMarked(
  run: CanaryRun,
  asking: {
    readonly name: string;
    readonly url: string;
    readonly route: RouteShape;
    readonly authorization: Header;
  },
): Promise<void> {
  const { name, url, route, authorization } = asking;
  const mark = run.markers.text("API request");
  const request: RawRequest = {
    method: route.method,
    path: `${route.path.replaceAll(/\{\w+\}/g, mark)}?${mark}=${mark}`,
    headers: [
      authorization,
      ["x-marked", mark],
      ["idempotency-key", mark],
      ["content-type", "application/json"],
    ],
    ...(route.method !== "GET" && {
      body: Buffer.from(JSON.stringify({ [mark]: mark, name: [mark], role: mark })),
    }),
  };
  const status = statusOf(await run.askApi(name, url, request));
  if (status < 400) throw new Error(`${name} took what it should refuse`);
  if (problemsOf(route).length === 0) throw new Error(`${name} has no problems`);
}
