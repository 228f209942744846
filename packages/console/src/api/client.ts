import { createSlimClient } from "@countersign/contract/slim-client";
import { rememberTag } from "./entity-tags.ts";
import { routes } from "virtual:routes";

/** The API of the gateway that served this page. Nothing else in the console fetches anything, but what the playground sends as a sender. */
export const client = createSlimClient({
  url: "",
  routes,
  fetch: async (input, init) => {
    const response = await globalThis.fetch(input, {
      ...init,
      credentials: "same-origin",
      cache: "no-store",
    });
    if (typeof input === "string") rememberTag(input, response);
    return response;
  },
});
