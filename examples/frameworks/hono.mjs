import { serve } from "@hono/node-server";
import { createVerifier } from "countersign";
import { honoWebhook } from "countersign/hono";
import { nabla } from "countersign/schemes/nabla";
import { Hono } from "hono";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });
const app = new Hono();

app.post(
  "/webhooks/nabla",
  honoWebhook({ verifier }, ({ verdict, body }) => {
    console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
  }),
);

serve({ fetch: app.fetch, port: Number(process.env.PORT) });
