import { createVerifier } from "countersign";
import { fastifyWebhook } from "countersign/fastify";
import { nabla } from "countersign/schemes/nabla";
import { fastify } from "fastify";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });
const app = fastify();

// A plugin, so that its content type parser is its own.
app.register(
  fastifyWebhook({ path: "/webhooks/nabla", verifier }, ({ verdict, body }) => {
    console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
  }),
);

await app.listen({ port: Number(process.env.PORT) });
