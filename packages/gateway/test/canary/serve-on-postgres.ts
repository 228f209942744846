import { join } from "node:path";
import { inject } from "vitest";
import { startGatewayProcess } from "../support/gateway-process.ts";
import { databaseNameOf, dropDatabase, makeDatabase } from "../support/postgres/create-database.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { waitUntil } from "../support/wait-until.ts";
import type { CanaryRun } from "./canary-run.ts";
import { driveMetrics } from "./drive-fixed-routes.ts";
import { openHostileDatabase } from "./hostile-database.ts";
import { hostileAnswers } from "./hostile-answers.ts";
import { openHostileReceiver } from "./hostile-receiver.ts";
import { markedEndpoint, markedSources, receivePath, writeConfiguration } from "./marked-world.ts";
import type { MarkedWorld } from "./marked-world.ts";
import { markedRequest } from "./marked-vendors.ts";
import { refuseStart } from "./refuse-start.ts";
import { setUpApi } from "./set-up-api.ts";

/** The mark in the URLs of the database. */
export const PASSWORD = "password of the database";

/**
 * A gateway on Postgres, whichever engine this run is for, whose database refuses everything for a while and quotes what it
 * was sent; and starts that such a database refuses.
 */
export async function serveOnPostgres(run: CanaryRun, world: MarkedWorld): Promise<void> {
  await using directory = await temporaryDirectory("canary");
  await using hostile = await openHostileDatabase(inject("postgresUrl"));
  await using receiver = await openHostileReceiver(hostileAnswers(run.markers));
  const own = await makeDatabase();
  const url = hostile.url(databaseNameOf(own), run.markers.secret(PASSWORD));
  const dataDirectory = join(directory.path, "data");
  const endpoint = markedEndpoint(run.markers, "ehr", { url: receiver.urlOf("delivered", "token") });
  const start = {
    dataDirectory,
    configurationFile: await writeConfiguration(directory.path, {
      sources: markedSources(world),
      endpoints: [endpoint],
    }),
    flags: [
      "--log-level=debug",
      "--allow-insecure-endpoints",
      `--database=${url}`,
      `--database-listen=${url}`,
      "--database-connections=8",
    ],
    environment: world.environment,
  };
  const nabla = world.vendors.find(({ source }) => source === "nabla");
  if (nabla === undefined) throw new Error("no source nabla");
  const send = (eventId: string, gatewayUrl: string): Promise<number> =>
    run.ask("receive", gatewayUrl, markedRequest(run.markers, nabla, { path: receivePath(nabla), eventId }));
  try {
    await using gateway = await startGatewayProcess(start);
    const key = await setUpApi(run, { url: gateway.url, dataDirectory });
    const callApi = async (route: string, path: string): Promise<void> => {
      const headers = [["authorization", `Bearer ${key}`]] as const;
      await run.askApi(route, gateway.url, { method: "GET", path: `/api/v1/${path}`, headers });
    };
    if ((await send("before", gateway.url)) !== 200) throw new Error("the database does not work");
    await callApi("listSettings", "settings");

    hostile.refuse();
    for (const name of ["away-1", "away-2"]) {
      if ((await send(name, gateway.url)) !== 503) throw new Error("acknowledged without a database");
    }
    for (const event of ["others_unknown", "wake_channel_lost", "delivering_paused"]) {
      await gateway.logged(event);
    }
    await run.ask("readyz", gateway.url, { method: "GET", path: "/readyz" });
    await callApi("listEvents", "events");
    await driveMetrics(run, gateway.url);
    await refuseStart(run, { ...argvOf(directory.path, url), environment: world.environment });

    hostile.pass();
    await waitUntil("the gateway accepts again", async () => (await send("after", gateway.url)) === 200);
    await gateway.logged("others_followed");
    await callApi("listSettings", "settings");
    await gateway.stop();
    run.addProcess("a gateway on a hostile Postgres", gateway.written());
    const forgetful = `${url}?options=-c%20synchronous_commit%3Doff`;
    const { argv } = argvOf(directory.path, forgetful);
    await refuseStart(run, { name: "a database that forgets", argv, environment: world.environment });
    await run.addDatabase("a gateway on a hostile Postgres", own);
  } finally {
    await dropDatabase(own);
  }
}

function argvOf(directory: string, url: string): { readonly name: string; readonly argv: readonly string[] } {
  const argv = ["serve", "--data", join(directory, "data"), "--port", "0", "--database", url];
  return { name: "a database that refuses the password", argv };
}
