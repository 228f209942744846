import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { ApiProblem, createClient } from "@countersign/contract/client";
import type { Client } from "@countersign/contract/client";
import { expect, onTestFinished, test } from "vitest";
import { closedPort } from "../../support/closed-port.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";

const SECRET = "the secret of the stream's source";
const signer = createSigner(nabla, { keys: [{ secret: SECRET }] });

type Told = Awaited<ReturnType<Reader["next"]>>;

/** Reads one stream message after another; closed when the test ends. */
class Reader {
  readonly #messages: ReturnType<typeof open>;
  readonly #stop: AbortController;

  constructor(client: Client, lastEventId?: string) {
    this.#stop = new AbortController();
    onTestFinished(() => this.#stop.abort());
    this.#messages = open(client, this.#stop.signal, lastEventId);
  }

  async next(): Promise<{ readonly id: string; readonly event: string; readonly data: object } | undefined> {
    const { value } = await this.#messages.next();
    return value ?? undefined;
  }

  /** The next messages, up to the first of this name. */
  async until(event: string): Promise<readonly NonNullable<Told>[]> {
    const told: NonNullable<Told>[] = [];
    for (;;) {
      const message = await this.next();
      if (message === undefined) throw new Error(`the stream ended before ${event}`);
      told.push(message);
      if (message.event === event) return told;
    }
  }

  stop(): void {
    this.#stop.abort();
  }
}

function open(
  client: Client,
  signal: AbortSignal,
  lastEventId?: string,
): ReturnType<typeof client.stream<"followStream">> {
  return client.stream("followStream", { signal, ...(lastEventId !== undefined && { lastEventId }) });
}

async function startWorld(
  flags: Parameters<typeof startApiWorld>[0] = {},
): Promise<{ readonly world: ApiWorld; readonly client: Client }> {
  const world = await startApiWorld(flags);
  onTestFinished(() => world[Symbol.asyncDispose]());
  const { url, north } = world;
  const admin = createClient({ url, apiKey: north.admin });
  await admin.call("createSource", {
    body: { name: "notes", scheme: "nabla", secrets: [`literal:${SECRET}`] },
  });
  return { world, client: createClient({ url, apiKey: north.viewer }) };
}

async function send({ url }: ApiWorld, id: string, isSigned = true): Promise<void> {
  const body = JSON.stringify({
    id,
    type: "note.created",
    created_at: "2026-11-02T10:00:00Z",
    data: { name: "Doe" },
  });
  const headers = isSigned ? signer.sign({ body }) : {};
  await (await fetch(`${url}/in/north/notes`, { method: "POST", body, headers })).text();
}

/** A position before everything. */
const BEGINNING = "0-0";

test("tells accepted events and refused requests as they come, without their content", async () => {
  const { world, client } = await startWorld();
  const reader = new Reader(client, BEGINNING);
  await send(world, "e1");
  const [accepted] = await reader.until("event.accepted");
  expect(accepted?.data).toMatchObject({ source: "notes", type: "note.created", conflictsWith: null });
  await send(world, "e2", false);
  const refused = (await reader.until("quarantine.added")).at(-1);
  expect(refused?.data).toMatchObject({ source: "notes", code: "missing_header" });
  expect(JSON.stringify([accepted, refused])).not.toContain("Doe");
});

test("tells what became of each attempt", async () => {
  const { world, client } = await startWorld({ allowInsecureEndpoints: true });
  const { url, north } = world;
  const receiver = `http://127.0.0.1:${await closedPort()}/`;
  const reader = new Reader(client, BEGINNING);
  // Attempts are told live only: the stream must be open before the first one.
  await send(world, "e0");
  await reader.until("event.accepted");
  await createClient({ url, apiKey: north.admin }).call("createEndpoint", {
    body: { name: "ehr", url: receiver, scheme: "nabla", secrets: ["literal:an outbound secret"] },
  });
  await send(world, "e1");
  const attempt = (await reader.until("delivery.retrying")).at(-1);
  expect(attempt?.data).toMatchObject({ endpoint: "ehr", attempt: 1, status: null });
});

test("goes on after the last message that was seen, and leaves none out", async () => {
  const { world, client } = await startWorld();
  const first = new Reader(client, BEGINNING);
  await send(world, "e1");
  const [seen] = await first.until("event.accepted");
  first.stop();
  await send(world, "e2");
  await send(world, "e3");
  const second = new Reader(client, seen?.id ?? "");
  const told = [await second.next(), await second.next()];
  const { items } = await client.call("listEvents", { query: { order: "asc" } });
  expect(told.map((message) => message?.data)).toMatchObject(items.slice(1).map(({ id }) => ({ event: id })));
});

test("begins with what happens from now on where no position is given", async () => {
  const { world, client } = await startWorld();
  await send(world, "before");
  const before = (await client.call("listEvents")).items.length;
  const reader = new Reader(client);
  const next = reader.next().then((message) => ({ message }));
  const sent = async (id: string): Promise<undefined> => {
    await send(world, id);
    return undefined;
  };
  // Sent until it is told: the stream may open a moment later.
  let told: Awaited<typeof next> | undefined;
  for (let count = 0; told === undefined && count < 200; count += 1) {
    told = await Promise.race([next, sent(`after-${count}`)]);
  }
  const { items } = await client.call("listEvents", { query: { order: "asc" } });
  const [old] = items;
  expect(before).toBe(1);
  expect(told?.message?.event).toBe("event.accepted");
  expect(told?.message?.data).not.toMatchObject({ event: old?.id });
});

test("another organization is told nothing of it", async () => {
  const { world, client } = await startWorld();
  const { url, south } = world;
  const stranger = new Reader(createClient({ url, apiKey: south.admin }), BEGINNING);
  let isTold = false;
  void stranger.next().then(
    (message) => (isTold = message !== undefined),
    () => {},
  );
  const reader = new Reader(client, BEGINNING);
  await send(world, "e1");
  await reader.until("event.accepted");
  await send(world, "e2");
  await reader.until("event.accepted");
  expect(isTold).toBe(false);
});

test("a position that no message had is refused, and so is a sixth stream of one key", async () => {
  const { client } = await startWorld();
  const codeOf = async (reader: Reader): Promise<string> => {
    try {
      await reader.next();
      return "";
    } catch (error) {
      return error instanceof ApiProblem ? error.code : "no problem of the API";
    }
  };
  expect(await codeOf(new Reader(client, "yesterday"))).toBe("request_invalid");
  const readers = Array.from({ length: 6 }, () => new Reader(client, BEGINNING));
  const first = await Promise.race(readers.map(codeOf));
  expect(first).toBe("too_many_streams");
});

test("ends when the gateway stops", async () => {
  const { world, client } = await startWorld();
  const reader = new Reader(client, BEGINNING);
  await send(world, "e1");
  await reader.until("event.accepted");
  const rest = reader.next();
  await world.running.gateway.stop();
  expect(await rest).toBeUndefined();
});
