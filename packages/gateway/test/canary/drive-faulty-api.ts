import type { CanaryRun } from "./canary-run.ts";
import { setUpApi } from "./set-up-api.ts";

/** Asks the API for a create whose kept answer cannot be looked for: once an error of nobody's making, once the store's. */
export async function driveFaultyApi(
  run: CanaryRun,
  { url, dataDirectory }: { readonly url: string; readonly dataDirectory: string },
): Promise<void> {
  const key = await setUpApi(run, { url, dataDirectory });
  for (const name of ["first", "second"]) {
    await run.askApi("createApiKey", url, {
      path: "/api/v1/api-keys",
      headers: [
        ["authorization", `Bearer ${key}`],
        ["content-type", "application/json"],
        ["idempotency-key", run.markers.text("idempotency key of a fault")],
      ],
      body: Buffer.from(JSON.stringify({ name, role: "viewer" })),
    });
  }
}
