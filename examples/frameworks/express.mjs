import { createVerifier } from "countersign";
import { expressWebhook } from "countersign/express";
import { nabla } from "countersign/schemes/nabla";
import express from "express";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });
const app = express();

app.post(
  "/webhooks/nabla",
  expressWebhook({ verifier }, ({ verdict, body }) => {
    console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
  }),
);
// Body parsers come after the webhook.
app.use(express.json());

app.listen(process.env.PORT);
