import { everyRole, routeEntries } from "@countersign/contract";
import type { Role, RouteShape } from "@countersign/contract";
import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Markers } from "../canary/markers.ts";
import { findLeaks } from "../canary/marker-search.ts";
import type { Leak, Output } from "../canary/marker-search.ts";
import { waitUntil } from "../support/wait-until.ts";
import { exampleBodies, existingResources } from "./support/existing-resources.ts";
import { startSendingWorld } from "./support/sending-world.ts";
import type { SendingWorld } from "./support/sending-world.ts";

const SECRET = "agreed with the sender of notes";

/** What a stream tells of one event; it has no end. */
const STREAMED_CHARACTERS = 200;

const markers = new Markers();
/** What must not come to a viewer: it stands in bodies, in a header, and in what a receiver answers. */
const mark = markers.text("what a patient said");

let world: SendingWorld;
/** Resources whose payload holds the mark, by the name of their parameter. */
let marked: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await startSendingWorld(() => (response) => void response.end(mark));
  marked = await fill(world);
});
afterAll(() => world[Symbol.asyncDispose]());

// Every route of the contract, which is all that the console can ask: a new one is in here by being in the table.
test.each(routeEntries)("%s brings no byte of a payload to a viewer", async (name, route) => {
  const answered = await askAs("viewer", name, route);
  expect(leaksIn(answered)).toEqual([]);
});

// Control: the same search finds the payload where a role may have it.
test.each(["revealEvent", "revealQuarantined", "revealResponses"] as const)(
  "%s brings it to the role clinical, and would be found out",
  async (name) => {
    const [entry] = routeEntries.filter(([each]) => each === name);
    if (entry === undefined) throw new Error(`there is no route ${name}`);
    expect(leaksIn(await askAs("clinical", ...entry))).not.toEqual([]);
  },
);

test("a viewer is let in to most of what is only read", () => {
  const open = routeEntries.filter(([, { method, access }]) => method === "GET" && access === everyRole);
  expect(open.length).toBeGreaterThan(20);
});

function leaksIn(output: Output): readonly Leak[] {
  return findLeaks([output], markers.all);
}

async function askAs(role: Role, name: string, route: RouteShape): Promise<Output> {
  const { api } = world;
  let path: string = route.path;
  for (const [whole, parameter = ""] of route.path.matchAll(/\{(\w+)\}/g)) {
    // Another source has callers.
    const own = route.path.includes("{caller}") ? undefined : marked[parameter];
    const value = own ?? (await existingResources[parameter]?.find(api));
    if (value === undefined) throw new Error(`existing-resources.ts does not say what a {${parameter}} is`);
    path = path.replace(whole, value);
  }
  const body = (exampleBodies as Readonly<Record<string, unknown>>)[name] ?? {};
  const ended = new AbortController();
  const response = await fetch(`${api.url}${path}`, {
    method: route.method,
    headers: {
      authorization: `Bearer ${api.north[role]}`,
      ...(route.body !== undefined && { "content-type": "application/json" }),
    },
    ...(route.body !== undefined && { body: JSON.stringify(body) }),
    signal: ended.signal,
  });
  const head = JSON.stringify([...response.headers]);
  if (route.answer.stream === undefined) {
    return { name, bytes: Buffer.from(`${head}${await response.text()}`) };
  }
  await sendNote(world, `{"id":"streamed","type":"note","data":"${mark}"}`);
  const text = await readSome(response);
  ended.abort();
  return { name, bytes: Buffer.from(`${head}${text}`) };
}

async function readSome(response: Response): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > STREAMED_CHARACTERS && text.includes("evt_")) break;
  }
  return text;
}

async function sendNote({ api }: SendingWorld, body: string, signed = body): Promise<void> {
  const headers = createSigner(nabla, { keys: [{ secret: SECRET }] }).sign({ body: signed });
  await fetch(`${api.running.url}/in/north/notes`, {
    method: "POST",
    body,
    headers: { ...headers, "content-type": "application/json", "x-said": mark },
  });
}

/** One event and one refused request that hold the mark, and a delivery to a receiver that answers with it. */
async function fill(sending: SendingWorld): Promise<Readonly<Record<string, string>>> {
  const { client } = sending;
  await client.admin.call("createSource", { body: { name: "notes", scheme: "nabla", secrets: [SECRET] } });
  await sending.addEndpoint("ehr", { sources: ["notes"] });
  const body = `{"id":"n1","type":"note","data":{"said":"${mark}"}}`;
  await sendNote(sending, body);
  await sendNote(sending, `${body} `, body);
  const { items: events } = await client.admin.call("listEvents");
  const event = events[0]?.id ?? "";
  const tried = async (): Promise<string | undefined> => {
    const { items } = await client.admin.call("listDeliveries", { query: { event } });
    const [first] = items;
    if (first === undefined || first.attempts === 0) return undefined;
    return first.id;
  };
  const refused = async (): Promise<string | undefined> =>
    (await client.admin.call("listQuarantine")).items[0]?.id;
  await waitUntil("the event is tried", async () => (await tried()) !== undefined);
  await waitUntil("the request is kept", async () => (await refused()) !== undefined);
  return {
    event,
    source: "notes",
    endpoint: "ehr",
    delivery: (await tried()) ?? "",
    quarantined: (await refused()) ?? "",
  };
}
