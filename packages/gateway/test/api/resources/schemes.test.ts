import { createSigner, createVerifier } from "countersign";
import type { Scheme } from "countersign";
import {
  honeybee,
  honeybeeSecret,
  insightHealth,
  nabla,
  schemes as builtIn,
  standardWebhooks,
  suki,
} from "countersign/schemes";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnswerOf, Routes } from "@countersign/contract";
import { pages } from "@countersign/contract/client";
import { nablaEvent, post } from "../../flows/support/senders.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { ask } from "../support/ask.ts";
import type { Asked, Asking } from "../support/ask.ts";
import { startSendingWorld } from "../support/sending-world.ts";
import type { SendingWorld } from "../support/sending-world.ts";

const SECRET = "the secret of the lab";

let world: SendingWorld;
beforeAll(async () => {
  world = await startSendingWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

function api(path: string, asking: Asking = {}): Promise<Asked> {
  return ask(`${world.api.url}/api/v1/${path}`, { apiKey: world.api.north.admin, ...asking });
}

/** Nabla's dialect under another id. */
function own(id: string, change: object = {}): Scheme {
  return { ...nabla, id, name: `Dialect ${id}`, ...change };
}

function create(scheme: object, asking: Asking = {}): Promise<Asked> {
  return api("schemes", { body: scheme, ...asking });
}

function put(scheme: Scheme, asking: Asking = {}): Promise<Asked> {
  return api(`schemes/${scheme.id}`, { method: "PUT", body: scheme, ...asking });
}

function source(name: string, scheme: unknown, change: object = {}): object {
  return { name, scheme, secrets: [SECRET], ...change };
}

function list(query: object): Promise<AnswerOf<Routes["listSchemes"]>> {
  return world.client.viewer.call("listSchemes", { query });
}

let sent = 0;

/** Sends one request signed by a scheme to a source of north, and gives the status it was answered with. */
async function sendTo(name: string, scheme: Scheme): Promise<number> {
  sent += 1;
  const body = nablaEvent(`evt-${sent}`, "note.created");
  const headers = createSigner(scheme, { keys: [{ secret: SECRET }] }).sign({ body });
  return (await post(`${world.api.running.url}/in/north/${name}`, body, headers)).status;
}

function problemsOf({ json }: Asked): readonly { readonly pointer: string; readonly found: string }[] {
  return (json as { readonly problems?: readonly { pointer: string; found: string }[] }).problems ?? [];
}

describe("a scheme of the organization's own", () => {
  test("is created, shown and listed among the built-in ones, and deleted", async () => {
    const made = await create(own("created"));
    expect(made).toMatchObject({
      status: 201,
      json: { id: "created", name: "Dialect created", origin: "custom", state: "enabled", managedBy: "api" },
    });
    const shown = await api("schemes/created");
    expect(shown.json).toEqual(made.json);
    expect((shown.json as { definition: unknown }).definition).toEqual(own("created"));
    const listed = await world.client.viewer.call("listSchemes", { query: { limit: 200 } });
    expect(listed.items.map(({ id }) => id)).toEqual([...Object.keys(builtIn), "created"].toSorted());
    expect(listed.items.find(({ id }) => id === "nabla")).toEqual({
      id: "nabla",
      name: nabla.name,
      origin: "built_in",
    });
    const custom = await world.client.viewer.call("listSchemes", { query: { origin: "custom" } });
    expect(custom.items.map(({ id }) => id)).toEqual(["created"]);
    expect((await api("schemes/created", { method: "DELETE" })).status).toBe(204);
    expect((await api("schemes/created")).code).toBe("not_found");
    expect((await create(own("created"))).status).toBe(201);
    expect((await api("schemes/created", { method: "DELETE" })).status).toBe(204);
  });

  test("is on exactly one page of a list in pages", async () => {
    await create(own("paged"));
    const seen: string[] = [];
    for await (const { id } of pages((cursor) => list({ limit: 3, ...cursor }))) seen.push(id);
    expect(seen).toEqual(seen.toSorted());
    expect(seen.filter((id) => id === "paged")).toHaveLength(1);
    expect(seen).toEqual(expect.arrayContaining(Object.keys(builtIn)));
  });

  test("is created once for one idempotency key", async () => {
    const headers = { "idempotency-key": "scheme-once" };
    const first = await create(own("once"), { headers });
    const again = await create(own("once"), { headers });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toEqual(first.json);
    expect((await create(own("twice"), { headers })).code).toBe("idempotency_key_reused");
    expect((await create(own("once"))).code).toBe("name_taken");
  });

  test("is changed only as it was read, where the request says how", async () => {
    await create(own("tagged"));
    const etag = (await api("schemes/tagged")).headers.get("etag") ?? "";
    const first = await put(own("tagged", { name: "First" }), { headers: { "if-match": etag } });
    expect(first).toMatchObject({ status: 200, json: { name: "First", version: 2 } });
    const late = await put(own("tagged", { name: "Late" }), { headers: { "if-match": etag } });
    expect(late.code).toBe("precondition_failed");
    expect((await api("schemes/tagged")).headers.get("etag")).toBe(first.headers.get("etag"));
  });

  test("is audited with which of its fields were changed", async () => {
    await create(own("audited"));
    await put(own("audited", { answer: { refused: 403 } }));
    await api("schemes/audited", { method: "DELETE" });
    const { items } = await world.client.admin.call("listAuditEntries", { query: { limit: 200 } });
    const entries = items.filter(({ resource }) => resource.name === "audited");
    expect(entries).toMatchObject([
      { action: "scheme.create" },
      { action: "scheme.update", facts: { fields: ["answer"] } },
      { action: "scheme.delete" },
    ]);
  });

  test("has its versions kept since it was made, which one of the same name before it has not", async () => {
    const versionsOf = async (scheme: string) =>
      (await world.client.viewer.call("listSchemeVersions", { params: { scheme } })).items;
    await create(own("kept", { name: "Before it" }));
    await api("schemes/kept", { method: "DELETE" });
    await create(own("kept"));
    await put(own("kept", { name: "Second" }));
    await put(own("kept", { name: "Third" }));
    const kept = await versionsOf("kept");
    expect(kept.map(({ version, definition }) => [version, definition["name"]])).toEqual([
      [3, "Third"],
      [2, "Second"],
      [1, "Dialect kept"],
    ]);
    expect(kept.at(-1)?.definition).toEqual(own("kept"));
    expect(await versionsOf("nabla")).toEqual([]);
    const asSouth = await ask(`${world.api.url}/api/v1/schemes/kept/versions`, {
      apiKey: world.api.south.admin,
    });
    expect(asSouth.code).toBe("not_found");
  });

  test("has no id of a built-in one, and built-in ones are neither changed nor deleted", async () => {
    const taken = await create({ ...nabla });
    expect(taken.code).toBe("request_invalid");
    expect(problemsOf(taken)).toMatchObject([{ pointer: "/id", found: "nabla" }]);
    expect((await put(nabla)).code).toBe("scheme_built_in");
    expect((await api("schemes/nabla", { method: "DELETE" })).code).toBe("scheme_built_in");
    expect((await api("schemes/nabla")).json).toMatchObject({ origin: "built_in", definition: { ...nabla } });
  });

  test("keeps its id", async () => {
    await create(own("kept"));
    const moved = await api("schemes/kept", { method: "PUT", body: own("moved") });
    expect(moved.code).toBe("request_invalid");
    expect(problemsOf(moved)).toMatchObject([{ pointer: "/id" }]);
  });

  test("is nobody else's", async () => {
    await create(own("private"));
    const apiKey = world.api.south.admin;
    expect((await api("schemes/private", { apiKey })).code).toBe("not_found");
    expect((await put(own("private"), { apiKey })).code).toBe("not_found");
    expect((await api("schemes/private", { apiKey, method: "DELETE" })).code).toBe("not_found");
    expect((await api("sources", { apiKey, body: source("lab", "private") })).code).toBe("request_invalid");
    expect((await create(own("private"), { apiKey })).status).toBe(201);
  });

  test.each([
    ["no scheme", {}, ""],
    ["a field of the wrong kind", { ...own("wrong"), name: 5 }, "/name"],
    [
      "a field deep inside",
      { ...own("wrong"), proof: { ...nabla.proof, signature: { header: "x y" } } },
      "/proof/signature/header",
    ],
    ["a field that the language does not have", { ...own("wrong"), "jane doe": 1 }, ""],
  ])("is refused at its place where it is %s, and not quoted", async (_what, body, pointer) => {
    const refused = await create(body);
    expect(refused.code).toBe("request_invalid");
    expect(problemsOf(refused).map((problem) => problem.pointer)).toEqual([pointer]);
    expect(refused.text).not.toContain("jane doe");
  });
});

describe("a source that names a scheme of the organization's own", () => {
  test("verifies by it, and by what it becomes from the answer to the change on", async () => {
    await create(own("dialect"));
    const made = await api("sources", { body: source("named", "dialect") });
    expect(made).toMatchObject({ status: 201, json: { scheme: "dialect" } });
    expect(await sendTo("named", nabla)).toBe(200);
    expect(await sendTo("named", suki)).toBe(401);
    expect((await put({ ...suki, id: "dialect" })).status).toBe(200);
    expect(await sendTo("named", suki)).toBe(200);
    expect(await sendTo("named", nabla)).toBe(401);
  });

  test("may be given another one, a built-in one, and one written out, each in force at once", async () => {
    await create(own("before"));
    await api("sources", { body: source("moved", "before") });
    const patch = (scheme: unknown): Promise<Asked> =>
      api("sources/moved", { method: "PATCH", body: { scheme } });
    expect((await patch("suki")).json).toMatchObject({ scheme: "suki" });
    expect(await sendTo("moved", suki)).toBe(200);
    expect((await patch(own("before"))).json).toMatchObject({ scheme: own("before") });
    expect((await api("schemes/before", { method: "DELETE" })).status).toBe(204);
    expect(await sendTo("moved", nabla)).toBe(200);
  });

  test("keeps it from being deleted, with an endpoint that does so too, and is counted and named", async () => {
    await create(own("used"));
    await api("sources", { body: source("user", "used") });
    await world.addEndpoint("ehr", { scheme: "used", secrets: ["outbound"] });
    const refused = await api("schemes/used", { method: "DELETE" });
    expect(refused).toMatchObject({ status: 409, code: "scheme_in_use" });
    expect(problemsOf(refused)).toMatchObject([
      { pointer: "/scheme", found: "1 source and 1 endpoint: source user, endpoint ehr" },
    ]);
    await api("sources/user", { method: "DELETE" });
    await api("endpoints/ehr", { method: "DELETE" });
    expect((await api("schemes/used", { method: "DELETE" })).status).toBe(204);
  });

  test.each([
    ["needs callers", { ...insightHealth }, {}],
    ["decodes secrets that are texts", { proof: standardWebhooks.proof }, {}],
    ["takes no encoding of keys", { proof: honeybeeSecret.proof }, { keyEncoding: "utf8" }],
    ["signs a URL that it does not have", { proof: honeybee.proof }, {}],
  ])("keeps it from becoming one that %s", async (what, change, settings) => {
    const id = what.replaceAll(" ", "-").toLowerCase();
    await create(own(id));
    expect((await api("sources", { body: source(id, id, settings) })).status).toBe(201);
    const refused = await put({ ...own(id), ...change, id });
    expect(refused).toMatchObject({ status: 409, code: "scheme_not_fitting" });
    expect(problemsOf(refused)).toMatchObject([{ found: `1 source and 0 endpoints: source ${id}` }]);
    expect(await sendTo(id, nabla)).toBe(200);
  });

  test("has its secrets rotated and its settings changed like any other", async () => {
    await create(own("rotating"));
    await api("sources", { body: source("rotated", "rotating") });
    const rotated = await api("sources/rotated/secrets/rotate", { body: { value: "another secret" } });
    expect(rotated.status).toBe(201);
    const changed = await api("sources/rotated", { method: "PATCH", body: { toleranceMs: 1000 } });
    expect(changed.json).toMatchObject({ scheme: "rotating", toleranceMs: 1000 });
    expect(await sendTo("rotated", nabla)).toBe(200);
  });

  test("is refused where there is no such scheme", async () => {
    const refused = await api("sources", { body: source("lost", "no-such") });
    expect(problemsOf(refused)).toMatchObject([{ pointer: "/scheme", found: "no-such" }]);
  });
});

test("an endpoint that names a scheme signs by it, and by what it becomes", async () => {
  await create(own("outbound"));
  await world.addEndpoint("signed", { scheme: "outbound", secrets: ["outbound secret"], events: ["out.*"] });
  const arrives = async (count: number, scheme: Scheme): Promise<void> => {
    await world.client.admin.call("sendEvent", { body: { type: `out.${count}`, data: {} } });
    await waitUntil("it arrived", () => world.receivedBy("signed").length === count);
    const [received] = world.receivedBy("signed").slice(-1);
    if (received === undefined) throw new Error("nothing arrived");
    const verifier = createVerifier(scheme, { keys: [{ secret: "outbound secret" }] });
    expect(verifier.verify({ headers: received.rawHeaders, body: received.body })).toMatchObject({
      ok: true,
    });
  };
  await arrives(1, nabla);
  await put({ ...suki, id: "outbound" });
  await arrives(2, suki);
});

describe("trying", () => {
  test("a scheme passes what it signs and refuses what was tampered with, built-in or not", async () => {
    await create(own("tried"));
    for (const id of ["tried", "honeybee"]) {
      const { status, json } = await api(`schemes/${id}/test`, { method: "POST" });
      const { isRight, cases } = json as AnswerOf<Routes["testScheme"]>;
      expect([id, status, isRight]).toEqual([id, 200, true]);
      expect(cases).toContainEqual({
        kind: "made_up",
        name: "one bit of the body is changed",
        isRight: true,
        expected: "no_match",
        found: "no_match",
      });
      // An own scheme has nobody else's.
      expect(cases.some(({ kind }) => kind === "vector")).toBe(id === "honeybee");
    }
    expect((await api("schemes/no-such/test", { method: "POST" })).code).toBe("not_found");
  });

  test("a draft is told what is wrong with it at its places, and is not kept", async () => {
    const lint = async (draft: object): Promise<AnswerOf<Routes["lintScheme"]>> =>
      (await api("schemes/lint", { body: draft })).json as AnswerOf<Routes["lintScheme"]>;
    const right = await lint(own("drafted"));
    expect([right.isValid, right.problems]).toEqual([true, []]);
    expect(right.cases.every(({ isRight }) => isRight)).toBe(true);
    const wrong = await lint(own("drafted", { answer: { refused: 999 } }));
    expect([wrong.isValid, wrong.cases]).toEqual([false, []]);
    expect(wrong.problems[0]?.pointer).toBe("/answer/refused");
    expect((await lint(nabla)).problems[0]?.pointer).toBe("/id");
    expect((await api("schemes/drafted")).code).toBe("not_found");
  });
});

test("what a scheme lists as visible is shown in a masked payload, and nothing beside it", async () => {
  const visible = ["/data/status", "/data/patient"];
  await create(own("open", { event: { ...nabla.event, visible } }));
  await api("sources", { body: { name: "open", scheme: "open", secrets: [SECRET] } });
  const body = JSON.stringify({
    id: "open-1",
    type: "note.created",
    data: { status: "final", patient: { name: "Ada Lovelace" }, room: "seven" },
  });
  const headers = createSigner(nabla, { keys: [{ secret: SECRET }] }).sign({ body });
  const { id } = JSON.parse((await post(`${world.api.url}/in/north/open`, body, headers)).body) as {
    readonly id: string;
  };
  const masked = await api(`events/${id}/masked`);
  expect((masked.json as AnswerOf<Routes["getMaskedEvent"]>).body).toEqual({
    id: "open-1",
    type: "note.created",
    // Whole objects are never shown, whatever is listed.
    data: { status: "final", patient: { name: "text(≤32)" }, room: "text(≤8)" },
  });
});
