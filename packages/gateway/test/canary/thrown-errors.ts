import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";
import { readConfigurationFile } from "../../src/config/file/read-configuration-file.ts";
import { readSettings } from "../../src/config/read-settings.ts";
import { formatDeliveryId } from "../../src/store/public-id.ts";
import type { AcceptedEvent } from "../../src/store/accepting.ts";
import type { AttemptOutcome } from "../../src/store/delivering.ts";
import { createMasterKey } from "../../src/secrets/master-key.ts";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.ts";
import { openBuiltStore } from "../support/built-store.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { badConfigurations } from "./bad-configurations.ts";
import { openHostileDatabase } from "./hostile-database.ts";
import { PASSWORD } from "./serve-on-postgres.ts";
import type { CanaryRun } from "./canary-run.ts";
import type { Markers } from "./markers.ts";

/** The errors that callers of our own functions get, as they are printed with stack, properties and causes. */
export async function thrownErrors(run: CanaryRun): Promise<void> {
  await using directory = await temporaryDirectory("canary");
  for (const [index, { name, text }] of badConfigurations(run.markers).entries()) {
    const path = join(directory.path, `bad-${index}.yaml`);
    await writeFile(path, text);
    const options = { environment: {}, allowInsecureEndpoints: false };
    await keepError(run, `reading ${name}`, () => readConfigurationFile(path, options));
  }
  const mark = run.markers.text("secret in the command line");
  await keepError(run, "reading settings", () => readSettings({ flags: { port: mark, logLevel: mark } }));
  const dataDirectory = join(directory.path, "data");
  await mkdir(dataDirectory, { mode: 0o700 });
  const store = await openBuiltStore(dataDirectory);
  await keepError(run, "accepting a bad event", () => store.accept(badEvent(run.markers)));
  const outcome = badOutcome(run.markers);
  await keepError(run, "recording an unknown delivery", () => store.record(outcome));
  const deliveryId = formatDeliveryId({ endpointId: 1, id: 1, createdAt: Date.now() });
  const token = Number.NaN;
  await keepError(run, "recording a bad outcome", () => store.record({ ...outcome, deliveryId, token }));
  await store.close();
  await keepError(run, "a closed store", () => store.accept(badEvent(run.markers)));
  await using hostile = await openHostileDatabase(inject("postgresUrl"));
  const url = hostile.url("postgres", run.markers.secret(PASSWORD));
  const masterKey = createMasterKey(Buffer.alloc(32, 1));
  hostile.refuse();
  await keepError(run, "a database that refuses", () => openPostgresStore({ url, masterKey }));
  await hostile[Symbol.asyncDispose]();
  await keepError(run, "a database that is not there", () => openPostgresStore({ url, masterKey }));
}

async function keepError(run: CanaryRun, name: string, act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    run.addError(name, error);
    return;
  }
  throw new Error(`no error: ${name}`);
}

function badEvent(markers: Markers): AcceptedEvent {
  return {
    organizationId: 1,
    configVersion: 1,
    sourceId: 1,
    receivedAt: Number.NaN,
    eventType: "bad",
    isPayloadUnreadable: false,
    dedupe: { kind: "event_id", key: markers.text("dedupe key") },
    repeatWindowMs: 0,
    onConflict: "hold",
    rawHeaders: ["authorization", markers.text("authorization")],
    body: Buffer.from(markers.text("body of a bad event")),
    endpointIds: [],
  };
}

function badOutcome(markers: Markers): AttemptOutcome {
  return {
    deliveryId: markers.text("no delivery id"),
    organizationId: 1,
    token: 1,
    startedAt: 0,
    durationMs: 0,
    result: "delivered",
    responseExcerpt: Buffer.from(markers.text("response body")),
    next: { state: "delivered" },
  };
}
