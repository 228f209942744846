import { describe, expect, test } from "vitest";
import { cancelRemoved } from "../../src/store/resources/cancel-removed.ts";
import { connect, openEngine } from "./postgres-gateways.ts";
import { postgresHarness } from "./postgres-harness.ts";
import {
  Scenario,
  START,
  configurationDocument,
  endpointDocument,
  first,
  organizationDocument,
} from "./scenario.ts";

const ROUNDS = 20;

describe("what several gateways count adds up:", () => {
  test("the uses of secrets, in whatever order they are noted", async () => {
    const secrets = Array.from({ length: 5 }, (_, index) => ({ name: `key-${index}`, value: `v${index}` }));
    const endpoints = [endpointDocument({ secrets })];
    const { place, organization, store } = await Scenario.start(
      postgresHarness,
      configurationDocument(organizationDocument({ endpoints })),
    );
    const ids = first(organization.endpoints).secrets.map(({ id }) => id);
    const usesOf = (round: number): readonly { secretId: number; matches: number; lastMatchedAt: number }[] =>
      ids.map((secretId) => ({ secretId, matches: 2, lastMatchedAt: START - round }));
    const engines = [openEngine(place), openEngine(place)];
    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all(
        engines.map((engine, index) =>
          engine.noteSecretUses(index === 0 ? usesOf(round) : usesOf(round).toReversed()),
        ),
      );
    }
    const facts = (await store.resources.listSecrets(organization.id)).filter(({ id }) => ids.includes(id));
    const expected = { matches: 2 * ROUNDS * engines.length, lastMatchedAt: START };
    expect(facts.map(({ matches, lastMatchedAt }) => ({ matches, lastMatchedAt }))).toEqual(
      ids.map(() => expected),
    );
  });

  test("the newest event of each source, in whatever order they are noted", async () => {
    const { place, organization, store } = await Scenario.start(postgresHarness);
    const notesOf = (round: number) =>
      [1, 2, 3].map((sourceId) => ({ organizationId: organization.id, sourceId, at: START - round }));
    const engines = [openEngine(place), openEngine(place)];
    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all(
        engines.map((engine, index) =>
          engine.noteLastEvents(index === 0 ? notesOf(round) : notesOf(round + 1).toReversed()),
        ),
      );
    }
    const lastEvents = await store.resources.lastEvents(organization.id);
    expect([...lastEvents].toSorted(([one], [other]) => one - other)).toEqual(
      [1, 2, 3].map((id) => [id, START]),
    );
  });

  test("the deliveries of a deleted endpoint, which are cancelled once", async () => {
    const scenario = await Scenario.start(postgresHarness);
    const { place, endpoint } = scenario;
    const count = 60;
    await scenario.acceptMany(count, { orderingKey: "patient-1" });
    const database = await connect(place);
    await database.query("UPDATE endpoints SET disabled_reason = 'deleted'");
    const engines = [openEngine(place), openEngine(place)];
    await Promise.all(
      engines.map((engine) =>
        // Few at once, so that both have many steps to meet in.
        cancelRemoved({
          countOpenDeliveries: (id) => engine.countOpenDeliveries(id),
          cancelOfDeletedEndpoints: (position) => engine.cancelOfDeletedEndpoints(position, 3),
        }),
      ),
    );
    expect(await first(engines).countOpenDeliveries(endpoint.id)).toBe(0);
    const { rows } = await database.query(
      "SELECT pending::int, in_flight::int, held::int, cancelled::int FROM endpoint_state",
    );
    expect(rows).toEqual([{ pending: 0, in_flight: 0, held: 0, cancelled: count }]);
    expect(await first(engines).countDeliveries()).toMatchObject({ pending: 0, cancelled: count });
    expect((await database.query("SELECT 1 FROM order_lines")).rowCount).toBe(0);
  });

  test("old answers, of which each is deleted by one", async () => {
    let now = START;
    const scenario = await Scenario.start(postgresHarness, undefined, { now: () => now });
    const { id: organizationId } = scenario.organization;
    const count = 40;
    for (let index = 0; index < count; index += 1) {
      const key = { organizationId, idempotencyKey: `key-${index}`, request: "POST /x {}" };
      const wanted = { organizationId, name: `connection-${index}` };
      const actor = { kind: "api_key", name: "on-call" } as const;
      await scenario.store.connections.create(actor, wanted, { key, answer: () => null });
      now += 1;
    }
    const engines = [openEngine(scenario.place), openEngine(scenario.place)];
    const purged = await Promise.all(
      engines.flatMap((engine) => Array.from({ length: 10 }, () => engine.purgeAnswers(now, 5))),
    );
    const left = await first(engines).purgeAnswers(now, count);
    expect(purged.reduce((sum, deleted) => sum + deleted, left)).toBe(count);
    expect(Math.max(...purged)).toBeLessThanOrEqual(5);
  });
});
