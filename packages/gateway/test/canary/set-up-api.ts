import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CanaryRun } from "./canary-run.ts";

/** The name of the marker of every API key. */
export const API_KEY = "API key";

/** Makes an admin key with the setup code, and marks it: it belongs into the answer that shows it once, and nowhere else. */
export async function setUpApi(
  run: CanaryRun,
  {
    url,
    dataDirectory,
    organization = "operators",
  }: { readonly url: string; readonly dataDirectory: string; readonly organization?: string },
): Promise<string> {
  const code = (await readFile(join(dataDirectory, "setup-code"), "utf8")).trimEnd();
  const answer = await run.askApi("setUp", url, {
    path: "/api/v1/setup",
    headers: [["content-type", "application/json"]],
    body: Buffer.from(JSON.stringify({ code, organization })),
    mayHold: [API_KEY],
  });
  const key = /"key":"([^"]+)"/.exec(answer.toString())?.[1];
  if (key === undefined) throw new Error("no API key was made");
  run.markers.add(API_KEY, key);
  return key;
}
