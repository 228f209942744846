import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSigner, createVerifier } from "countersign";
import type { Scheme } from "countersign";
import { nabla, standardWebhooks, zentact } from "countersign/schemes";
import { expect, test } from "vitest";
import { startApiWorld } from "../api/support/api-world.ts";
import { ask } from "../api/support/ask.ts";
import type { Asked } from "../api/support/ask.ts";
import { waitUntil } from "../support/wait-until.ts";
import { nablaEvent, post } from "./support/senders.ts";

const EVENTS = 240;
const SENDERS = 4;

/** A receiver that knows one secret at a time, as one that is changed over in a moment. */
class ChangingReceiver implements AsyncDisposable {
  secret: string;
  url = "";
  readonly taken = new Set<string>();
  refusals = 0;
  readonly #scheme: Scheme;
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const verifier = createVerifier(this.#scheme, { keys: [{ secret: this.secret }] });
      const { ok } = verifier.verify({ headers: request.rawHeaders, body: Buffer.concat(chunks) });
      if (ok) this.taken.add(String(request.headers["countersign-event"]));
      else this.refusals += 1;
      response.writeHead(ok ? 200 : 401).end();
    });
  });

  constructor(scheme: Scheme, secret: string) {
    this.#scheme = scheme;
    this.secret = secret;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

test("under load nothing fails because of rotations both ways, and an erased secret is refused at once", async () => {
  const firstOf = {
    in: "first inbound secret",
    list: `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
    single: Buffer.alloc(32, 2).toString("hex"),
  };
  await using list = new ChangingReceiver(standardWebhooks, firstOf.list);
  await using single = new ChangingReceiver(zentact, firstOf.single);
  await Promise.all([list.listen(), single.listen()]);
  await using world = await startApiWorld({ allowInsecureEndpoints: true });
  const api = (path: string, body?: unknown): Promise<Asked> =>
    ask(`${world.url}/api/v1/${path}`, { apiKey: world.north.admin, method: "POST", body });
  await api("sources", { name: "lab", scheme: "nabla", secrets: [firstOf.in] });
  const retryScheduleMs = Array.from({ length: 20 }, () => 50);
  const endpoint = { scheme: "standard-webhooks", url: list.url, secrets: [firstOf.list], retryScheduleMs };
  await api("endpoints", { ...endpoint, name: "list" });
  const other = { scheme: "zentact", url: single.url, secrets: [firstOf.single] };
  await api("endpoints", { ...endpoint, ...other, name: "single" });

  const statuses: number[] = [];
  let secret = firstOf.in;
  const send = async (id: string, signedWith = secret): Promise<number> => {
    const body = nablaEvent(id);
    const headers = createSigner(nabla, { keys: [{ secret: signedWith }] }).sign({ body });
    return (await post(`${world.running.url}/in/north/lab`, body, headers)).status;
  };
  const rotate = async (owner: string): Promise<string> => {
    const { status, json } = await api(`${owner}/secrets/rotate`, {});
    if (status !== 201) throw new Error(`the rotation was answered ${status}`);
    return (json as { readonly value: string }).value;
  };
  let begun = 0;
  const runSender = async (): Promise<void> => {
    while (begun < EVENTS) {
      begun += 1;
      statuses.push(await send(`evt-${begun}`));
    }
  };
  const isBegun = (count: number): Promise<void> => waitUntil(`event ${count}`, () => begun >= count);
  const runRotations = async (): Promise<void> => {
    await isBegun(EVENTS / 6);
    const next = { list: await rotate("endpoints/list"), single: await rotate("endpoints/single") };
    const inbound = await rotate("sources/lab");
    await isBegun(EVENTS / 3);
    secret = inbound;
    await isBegun(EVENTS / 2);
    list.secret = next.list;
    single.secret = next.single;
  };
  await Promise.all([...Array.from({ length: SENDERS }, runSender), runRotations()]);

  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  expect(statuses).toHaveLength(EVENTS);
  await waitUntil("all arrived", () => list.taken.size === EVENTS && single.taken.size === EVENTS);
  // A list of signatures holds one for either secret; a single one is tried again with the other secret.
  expect(list.refusals).toBe(0);

  // Requests under way while the secret is erased are answered either way; after the answer none is taken.
  let isErased = false;
  const late: { readonly status: number; readonly beganErased: boolean }[] = [];
  const runLate = async (_: unknown, sender: number): Promise<void> => {
    for (let index = 0; index < 20; index += 1) {
      const beganErased = isErased;
      late.push({ status: await send(`late-${sender}-${index}`, firstOf.in), beganErased });
    }
  };
  const erasing = api("sources/lab/secrets/key-1/erase").then(({ status }) => {
    isErased = true;
    return status;
  });
  await Promise.all([...Array.from({ length: SENDERS }, runLate), erasing]);
  expect(await erasing).toBe(200);
  expect(await send("after", firstOf.in)).toBe(401);
  expect(late.filter(({ beganErased, status }) => beganErased && status !== 401)).toEqual([]);
  expect(late.every(({ status }) => status === 200 || status === 401)).toBe(true);
});
