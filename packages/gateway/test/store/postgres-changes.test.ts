import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { AuditNote } from "../../src/store/audit/audit-note.ts";
import type { SourceEdit } from "../../src/store/resources/resource-store.ts";
import type { Store } from "../../src/store/store.ts";
import { waitUntil } from "../support/wait-until.ts";
import { connect, openBeside, openEngine } from "./postgres-gateways.ts";
import { postgresHarness } from "./postgres-harness.ts";
import { Scenario, configurationDocument, organizationDocument, sourceDocument } from "./scenario.ts";

const ROUNDS = 20;
const LONGER_THAN_AN_ANSWER_MS = 2000;
const actor = { kind: "api_key", name: "on-call" } as const;

function noteOf(organizationId: number): AuditNote {
  return { organizationId, actor, action: "event.reveal", resource: { kind: "event", name: "evt_1" } };
}

function putSource(
  store: Store,
  organizationId: number,
  document = sourceDocument(),
): ReturnType<Store["resources"]["editSource"]> {
  const { name } = document;
  const note = { action: "source.put", resource: { kind: "source", name } } as const;
  const edit = (): SourceEdit => ({ document, disabledReason: null, note });
  return store.resources.editSource({ organizationId, name, actor, edit });
}

async function startWithSouthside(): Promise<{
  readonly scenario: Scenario;
  readonly northside: number;
  readonly southside: number;
}> {
  const sources = [sourceDocument({ path: "/in/southside/inbox" })];
  const south = organizationDocument({ name: "southside", sources });
  const scenario = await Scenario.start(
    postgresHarness,
    configurationDocument(organizationDocument(), south),
  );
  const { organizations } = await scenario.store.loadConfiguration();
  const [northside, southside] = organizations.map(({ id }) => id);
  if (northside === undefined || southside === undefined) throw new Error("an organization is missing");
  return { scenario, northside, southside };
}

describe("changes through several gateways", () => {
  test("keep one unbroken chain of audit entries", async () => {
    const scenario = await Scenario.start(postgresHarness);
    const { id } = scenario.organization;
    const others = await Promise.all([openBeside(scenario), openBeside(scenario)]);
    const stores = [scenario.store, ...others];
    await Promise.all(
      stores.flatMap((store) => Array.from({ length: ROUNDS }, () => store.audit.note(noteOf(id)))),
    );
    const entries = 1 + stores.length * ROUNDS;
    expect(await scenario.store.audit.verify(id)).toEqual({ isIntact: true, entries });
  });

  test("make a name once, whatever it names, and tell all others that it is taken", async () => {
    const scenario = await Scenario.start(postgresHarness);
    const stores = [scenario.store, await openBeside(scenario)];
    const { id: organizationId } = scenario.organization;
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `name-${round}`;
      const keys = await Promise.all(
        stores.map(({ access }, index) =>
          access.createApiKey(actor, {
            organizationId,
            name,
            role: "viewer",
            keyHash: new Uint8Array(32).fill(2 * round + index),
          }),
        ),
      );
      expect(keys.map(({ outcome }) => outcome).sort()).toEqual(["created", "name_taken"]);
      const connections = await Promise.all(
        stores.map((store) => store.connections.create(actor, { organizationId, name })),
      );
      expect(connections.map(({ outcome }) => outcome).sort()).toEqual(["created", "name_taken"]);
      const added = await Promise.all(stores.map(({ organizations }) => organizations.ensure(actor, name)));
      expect(added[0]).toEqual(added[1]);
    }
  });

  test("answer a repeated create once under one idempotency key", async () => {
    const scenario = await Scenario.start(postgresHarness);
    const stores = [scenario.store, await openBeside(scenario)];
    const { id: organizationId } = scenario.organization;
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = { organizationId, idempotencyKey: `key-${round}`, request: "POST /x {}" };
      const outcomes = await Promise.all(
        stores.map(({ connections }, index) =>
          connections.create(
            actor,
            { organizationId, name: `name-${round}-${index}` },
            { key, answer: ({ name }) => ({ made: name }) },
          ),
        ),
      );
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["already_answered", "created"]);
    }
  });

  test("give a path to one source, also where two organizations ask for it", async () => {
    const { scenario, northside, southside } = await startWithSouthside();
    const other = await openBeside(scenario);
    for (let round = 0; round < ROUNDS; round += 1) {
      const document = sourceDocument({ name: `source-${round}`, path: `/shared/${round}` });
      const outcomes = await Promise.all([
        putSource(scenario.store, northside, document),
        putSource(other, southside, document),
      ]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["done", "shared_path"]);
    }
  });

  test("wait for one that takes longer than the database may take for an answer", async () => {
    const scenario = await Scenario.start(postgresHarness);
    const other = await connect(scenario.place);
    await other.query("BEGIN; SELECT 1 FROM configuration_lock FOR UPDATE");
    const changing = putSource(
      scenario.store,
      scenario.organization.id,
      sourceDocument({ name: "lab", path: "/lab" }),
    );
    await sleep(LONGER_THAN_AN_ANSWER_MS);
    await other.query("COMMIT");
    expect(await changing).toMatchObject({ outcome: "done" });
  });

  test("are read whole: a configuration is of one moment", async () => {
    const { place } = await Scenario.start(postgresHarness);
    const engine = openEngine(place);
    const versions = async (): Promise<readonly number[]> => {
      const { sources, endpoints } = await engine.readConfiguration();
      return [...sources, ...endpoints].map(({ version }) => version);
    };
    const other = await connect(place);
    await other.query("BEGIN; LOCK TABLE endpoints IN ACCESS EXCLUSIVE MODE");
    const reading = versions();
    const waiting = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE d.datname = current_database() AND NOT l.granted`;
    await waitUntil("the reader waits", async () => (await other.query(waiting)).rowCount === 1);
    // The reader has read the sources by now and waits for the endpoints.
    await other.query("UPDATE sources SET version = 2; UPDATE endpoints SET version = 2; COMMIT");
    expect(await reading).toEqual([1, 1]);
    expect(await versions()).toEqual([2, 2]);
  });
});
