import { createSlimClient } from "@countersign/contract/slim-client";
import { routes } from "virtual:routes";

/** The API of the gateway that served this page. Nothing else in the console fetches anything. */
export const client = createSlimClient({
  url: "",
  routes,
  fetch: (input, init) => globalThis.fetch(input, { ...init, credentials: "same-origin", cache: "no-store" }),
});
