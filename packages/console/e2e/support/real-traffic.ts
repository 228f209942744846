import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSigner } from "countersign";
import { nabla, standardWebhooks } from "countersign/schemes";
import { ORGANIZATION } from "./console-gateway.ts";
import type { ConsoleGateway } from "./console-gateway.ts";

const NABLA_SECRET = "nabla-secret-for-the-console-stories";
const SCHEDULE_SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes here").toString("base64")}`;
const ENDPOINT_SECRET = `whsec_${Buffer.from("what the receiver verifies with!").toString("base64")}`;

/** Requests at once, where there are many to send. */
const SENDERS = 16;

/** The last thing a note of these stories is about; no page may show it unrevealed. */
export const PATIENT_NAME = "Frau Mustermann";

export interface RealTraffic extends AsyncDisposable {
  /** Sends `count` notes as Nabla does, none of them sent before. */
  readonly sendNotes: (count: number) => Promise<void>;
  /** Sends one note that was changed after signing: it is refused. */
  readonly sendTampered: () => Promise<void>;
  readonly sendSchedule: (count: number) => Promise<void>;
}

/** Two senders and one receiver around a gateway: what is sent is signed as the vendors do, and really sent. */
export async function makeRealTraffic({ client, url }: ConsoleGateway): Promise<RealTraffic> {
  const receiver = await openReceiver();
  const { port } = receiver.address() as AddressInfo;
  await client.call("createSource", { body: { name: "nabla", scheme: "nabla", secrets: [NABLA_SECRET] } });
  await client.call("createSource", {
    body: { name: "schedule", scheme: "standard-webhooks", secrets: [SCHEDULE_SECRET] },
  });
  await client.call("createEndpoint", {
    body: {
      name: "ehr",
      url: `http://127.0.0.1:${port}/ehr`,
      scheme: "standard-webhooks",
      secrets: [ENDPOINT_SECRET],
    },
  });
  await client.call("createEndpoint", {
    body: {
      name: "billing",
      url: `http://127.0.0.1:${port}/busy`,
      scheme: "standard-webhooks",
      secrets: [ENDPOINT_SECRET],
      sources: ["schedule"],
      retryScheduleMs: [1000, 3_600_000],
    },
  });
  const byNabla = createSigner(nabla, { keys: [{ secret: NABLA_SECRET }] });
  const bySchedule = createSigner(standardWebhooks, { keys: [{ secret: SCHEDULE_SECRET }] });
  const send = async (
    source: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> => {
    await fetch(`${url}/in/${ORGANIZATION}/${source}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
  };
  let notes = 0;
  let appointments = 0;
  return {
    sendNotes: async (count) => {
      for (const last = notes + count; notes < last; notes += 1) {
        const body = note(`note-${notes}`);
        await send("nabla", body, byNabla.sign({ body }));
      }
    },
    sendTampered: async () => {
      const body = note("tampered");
      await send("nabla", body.replace("Visit", "visit"), byNabla.sign({ body }));
    },
    sendSchedule: async (count) => {
      const slots = Array.from({ length: count }, (_, index) => appointments + index);
      appointments += count;
      const sendNext = async (): Promise<void> => {
        for (let slot = slots.shift(); slot !== undefined; slot = slots.shift()) {
          const body = JSON.stringify({ type: "appointment.moved", data: { slot, patient: PATIENT_NAME } });
          await send("schedule", body, bySchedule.sign({ body, id: `msg_${slot}` }));
        }
      };
      await Promise.all(Array.from({ length: SENDERS }, sendNext));
    },
    [Symbol.asyncDispose]: async () => {
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
    },
  };
}

/** A note as Nabla sends it, with the byte order mark's cousins that make payloads hard: umlaut, CRLF, final newline. */
function note(id: string): string {
  const body = {
    id,
    created_at: new Date().toISOString(),
    type: "generate_note_async.succeeded",
    data: {
      patient: PATIENT_NAME,
      note: { title: "Visit", sections: ["Größe\r\n172 cm", "zero\u200Bwidth"] },
    },
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}

async function openReceiver(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(request.url === "/busy" ? 503 : 200).end("noted");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
