import "reflect-metadata";
import { All, Controller, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { nestWebhook } from "../../../src/adapters/nest/index.ts";
import { listen } from "./listen.mjs";

/**
 * @param {import("../framework.ts").Setup} setup
 * @param {object} settings Of the application: how bodies are parsed.
 */
export async function startNest({ options, handler, onFrameworkError }, settings) {
  class WebhooksController {
    // oxlint-disable-next-line typescript/prefer-readonly -- JavaScript has no such word
    #receive = nestWebhook(options, (webhook, _request, response) =>
      handler(webhook, (status, text) => response.status(status).send(text)),
    );

    receive(request, response) {
      return this.#receive(request, response);
    }
  }
  // What TypeScript makes of decorators.
  const method = [WebhooksController.prototype, "receive"];
  Req()(...method, 0);
  Res()(...method, 1);
  All()(...method, Object.getOwnPropertyDescriptor(...method));
  Controller("webhooks")(WebhooksController);
  const module = { module: WebhooksController, controllers: [WebhooksController] };

  const app = await NestFactory.create(module, { logger: false, ...settings });
  app.useGlobalFilters({
    catch(error, host) {
      onFrameworkError(error);
      host.switchToHttp().getResponse().status(500).send("the framework's answer");
    },
  });
  await app.init();
  const { url, close } = await listen(app.getHttpServer());
  return { url, close: () => close().then(() => app.close()) };
}
