import "reflect-metadata";
import { Controller, Post, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { createVerifier } from "countersign";
import { nestWebhook } from "countersign/nest";
import { nabla } from "countersign/schemes/nabla";

const verifier = createVerifier(nabla, { keys: [{ secret: process.env.NABLA_SECRET }] });

const receive = nestWebhook({ verifier }, ({ verdict, body }) => {
  console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);
});

class WebhooksController {
  nabla(request, response) {
    return receive(request, response);
  }
}

// JavaScript has no decorators yet: these lines are @Controller(...), @Post(...), @Req() and @Res().
const { prototype } = WebhooksController;
Req()(prototype, "nabla", 0);
Res()(prototype, "nabla", 1);
Post("nabla")(prototype, "nabla", Object.getOwnPropertyDescriptor(prototype, "nabla"));
Controller("webhooks")(WebhooksController);

const module = { module: WebhooksController, controllers: [WebhooksController] };
const app = await NestFactory.create(module, { rawBody: true, logger: false });
await app.listen(process.env.PORT);
