import { statusOf } from "../support/raw-exchange.ts";
import type { CanaryRun } from "./canary-run.ts";
import { ORGANIZATION } from "./marked-world.ts";
import { drivePlayground } from "./drive-playground.ts";
import { driveSchemes } from "./drive-schemes.ts";
import { setUpApi } from "./set-up-api.ts";

/** The source that the API makes; a configuration file that names it too is refused. */
export const SOURCE_OF_API = "made-by-the-api";

const ROTATED = "rotated secret";

/**
 * Makes, changes, rotates and deletes resources of the configuration file's organization through the API, with marks in
 * everything that is secret or may be; and sends what is refused, with marks where secrets stand.
 */
export async function driveResources(
  run: CanaryRun,
  {
    url,
    dataDirectory,
    sourceOfFile,
  }: {
    readonly url: string;
    readonly dataDirectory: string;
    readonly sourceOfFile: string;
  },
): Promise<void> {
  const { markers } = run;
  const key = await setUpApi(run, { url, dataDirectory, organization: ORGANIZATION });
  const call = async (
    name: string,
    path: string,
    asking: { readonly method?: string; readonly body?: object; readonly mayHold?: readonly string[] },
  ): Promise<Buffer> => {
    const { method = "POST", body, mayHold = [] } = asking;
    const json = body === undefined ? [] : ([["content-type", "application/json"]] as const);
    return run.askApi(name, url, {
      method,
      path: `/api/v1/${path}`,
      headers: [["authorization", `Bearer ${key}`], ...json],
      ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
      mayHold,
    });
  };
  const succeed = async (...asking: Parameters<typeof call>): Promise<Buffer> => {
    const answer = await call(...asking);
    if (statusOf(answer) >= 300) throw new Error(`${asking[0]} was answered ${statusOf(answer)}`);
    return answer;
  };

  await driveSchemes(markers, { call, succeed });
  await drivePlayground(markers, { call, succeed });

  const secret = markers.secret("secret of an API source");
  const source = { name: SOURCE_OF_API, scheme: "nabla", secrets: [secret] };
  await succeed("createSource", "sources", { body: source });
  await call("createSource", "sources", { body: source });
  await call("updateSource", `sources/${sourceOfFile}`, { method: "PATCH", body: { toleranceMs: 1 } });
  const callerKey = markers.text("API key of a caller");
  const callers = [{ name: "clinic", apiKey: callerKey, secrets: [markers.secret("secret of a caller")] }];
  await succeed("createSource", "sources", {
    body: { name: "visits-by-api", scheme: "insight-health", callers },
  });
  await call("createCaller", "sources/visits-by-api/callers", { body: { ...callers[0], name: "other" } });
  const endpoint = {
    name: "out-by-api",
    url: `https://ehr.invalid/hook?token=${markers.text("token in a URL of the API")}`,
    scheme: "insight-health",
    apiKey: markers.text("API key of an endpoint"),
    headers: { "x-token": markers.text("header of an API endpoint") },
    secrets: [markers.secret("secret of an API endpoint")],
  };
  await succeed("createEndpoint", "endpoints", { body: endpoint });
  await succeed("createConnection", "connections", {
    body: { name: "partner", source: "visits-by-api", caller: "clinic", endpoint: "out-by-api" },
  });

  const owners = {
    Source: `sources/${SOURCE_OF_API}`,
    Caller: "sources/visits-by-api/callers/clinic",
    Endpoint: "endpoints/out-by-api",
  };
  for (const [kind, path] of Object.entries(owners)) {
    const rotate = { body: {}, mayHold: [ROTATED] };
    const rotated = await succeed(`rotate${kind}Secret`, `${path}/secrets/rotate`, rotate);
    const value = /"value":"([^"]+)"/.exec(rotated.toString())?.[1];
    if (value === undefined) throw new Error(`no secret was made for ${path}`);
    markers.add(ROTATED, value);
    await succeed(`list${kind}Secrets`, `${path}/secrets`, { method: "GET" });
    await succeed(`erase${kind}Secret`, `${path}/secrets/key-1/erase`, {});
    await succeed(`disable${kind}`, `${path}/disable`, {});
    await succeed(`enable${kind}`, `${path}/enable`, {});
    await succeed(`get${kind}`, path, { method: "GET" });
  }
  await succeed("updateSource", owners.Source, { method: "PATCH", body: { toleranceMs: 1000 } });
  await succeed("updateEndpoint", owners.Endpoint, { method: "PATCH", body: { concurrency: 2 } });
  const nextKey = markers.text("next API key of a caller");
  await succeed("updateCaller", owners.Caller, { method: "PATCH", body: { apiKey: nextKey } });
  await succeed("updateConnection", "connections/partner", { method: "PATCH", body: { caller: null } });
  for (const [kind, path] of [
    ["Connection", "connections/partner"],
    ["Endpoint", owners.Endpoint],
    ["Caller", owners.Caller],
    ["Source", "sources/visits-by-api"],
  ] as const) {
    await succeed(`get${kind}`, path, { method: "GET" });
    await succeed(`list${kind}s`, path.slice(0, path.lastIndexOf("/")), { method: "GET" });
    await succeed(`delete${kind}`, path, { method: "DELETE" });
  }

  const mark = markers.text("secret in a bad body");
  for (const bad of [
    { secrets: [{ value: mark, notAfter: mark }] },
    { secrets: [`env:${mark}`, `vault:${mark}`] },
    { secrets: mark },
    { secrets: [mark], scheme: "zentact" },
    { callers: [{ name: "a", apiKey: mark, secrets: [mark] }] },
    { secrets: [mark], path: `/api/${mark}` },
    { secrets: [mark], scheme: { id: mark } },
    { secrets: [mark], publicUrl: mark, allowFrom: [mark], rateLimit: { perSecond: 0 } },
  ]) {
    await call("createSource", "sources", { body: { name: "bad", scheme: "nabla", ...bad } });
  }
  for (const bad of [
    { url: mark },
    { headers: { "x-token": `${mark}\r\nx: y` } },
    { apiKey: `env:${mark}` },
    { sources: [mark] },
  ]) {
    await call("createEndpoint", "endpoints", { body: { ...endpoint, name: "bad", ...bad } });
  }
  await call("rotateSourceSecret", `${owners.Source}/secrets/rotate`, { body: { value: mark.repeat(500) } });

  const reference = `env:${markers.text("reference in a sent file")}`;
  const values = { [reference]: markers.secret("value of a reference") };
  const apply = (name: string, source: object): Parameters<typeof call> => {
    const text = JSON.stringify({ organizations: [{ name: ORGANIZATION, sources: [source] }] });
    // Tried only: applied, it would disable what the gateway's own file has.
    return [name, "configuration?dryRun=true", { method: "PUT", body: { text, values } }];
  };
  await succeed(...apply("applyConfiguration", { ...source, name: "sent", secrets: [reference, mark] }));
  await succeed(...apply("applyConfiguration", { ...source, name: "sent", secrets: [`cmd:${mark}`] }));
  await call(...apply("applyConfiguration", { ...source, secrets: [reference] }));
  for (const bad of [
    { scheme: mark },
    { scheme: { version: 1, [mark]: mark } },
    { secrets: [`vault:${mark}`] },
    { [mark]: mark },
    { publicUrl: mark },
  ]) {
    await call(...apply("applyConfiguration", { ...source, name: "sent", ...bad }));
  }
}
