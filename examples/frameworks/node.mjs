import { createServer } from "node:http";
import { createVerifier } from "countersign";
import { nodeWebhook } from "countersign/node";
import { nabla } from "countersign/schemes/nabla";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });

const receive = nodeWebhook({ verifier, onError: console.error }, ({ verdict, body }) => {
  console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
});

createServer(receive).listen(process.env.PORT);
