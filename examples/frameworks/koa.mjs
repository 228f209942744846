import { createVerifier } from "countersign";
import { koaWebhook } from "countersign/koa";
import { nabla } from "countersign/schemes/nabla";
import Koa from "koa";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });
const app = new Koa();

const receive = koaWebhook({ verifier }, ({ verdict, body }) => {
  console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
});
// Before any body parser.
app.use((context, next) => (context.path === "/webhooks/nabla" ? receive(context) : next()));

app.listen(process.env.PORT);
