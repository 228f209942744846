import { describe, expect, test } from "vitest";
import type { WrappedDataKey } from "../../src/secrets/data-keys.ts";
import { createMasterKey } from "../../src/secrets/master-key.ts";
import type { Engine } from "../../src/store/engine.ts";
import { openEngines } from "./postgres-gateways.ts";
import { masterKey } from "./postgres-harness.ts";
import { first } from "./scenario.ts";

const ORGANIZATION_ID = 4711;
const use = { organizationId: ORGANIZATION_ID, purpose: "payload", week: 7 } as const;
const next = createMasterKey(Buffer.alloc(32, 21));

const ROUNDS = 25;

async function candidateOf(engine: Engine, wrappedBy: Uint8Array): Promise<WrappedDataKey> {
  return { id: await engine.reserveIds("data_keys", 1), wrapped: Buffer.alloc(60), wrappedBy };
}

async function reserve(
  engine: Engine,
  { count, limit }: { readonly count: number; readonly limit: number },
): Promise<WrappedDataKey> {
  const candidate = await candidateOf(engine, masterKey.fingerprint);
  const taken = await engine.reserveSealings({ use, candidate, count, limit, now: 1 });
  if (taken === undefined) throw new Error("the master key is not in force");
  return taken;
}

describe("data keys of several gateways", () => {
  test("are sealed with no more often than their limit allows, whoever takes the sealings", async () => {
    const engines = await openEngines(3);
    const [count, limit] = [3, 10];
    const takeAll = async (engine: Engine): Promise<readonly WrappedDataKey[]> => {
      const taken: WrappedDataKey[] = [];
      for (let round = 0; round < ROUNDS; round += 1) taken.push(await reserve(engine, { count, limit }));
      return taken;
    };
    const taken = (await Promise.all(engines.map(takeAll))).flat();
    const sealings = new Map<number, number>();
    for (const { id } of taken) sealings.set(id, (sealings.get(id) ?? 0) + count);
    expect(Math.max(...sealings.values())).toBeLessThanOrEqual(limit);
    // Each key but the last was used as far as whole reservations go.
    expect(sealings.size).toBe(Math.ceil((ROUNDS * engines.length) / Math.floor(limit / count)));
  });

  test("are one key where all make the first one of a week at once", async () => {
    const engines = await openEngines(4);
    const taken = await Promise.all(engines.map((engine) => reserve(engine, { count: 1, limit: 100 })));
    expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
  });

  test("are never left under a master key whose rotation ends while they are stored", async () => {
    const engines = await openEngines(2);
    const engine = first(engines);
    let [from, to] = [masterKey.fingerprint, next.fingerprint];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [change, week] = [{ from, to }, 100 + round];
      await engine.change({ steps: [{ kind: "begin_master_key_rotation", input: change }], audit: [] });
      await rewrapAll(engine, change);
      const candidates = await Promise.all([1, 2, 3].map(() => candidateOf(engine, from)));
      const [finished] = await Promise.all([
        engine.change({ steps: [{ kind: "finish_master_key_rotation", input: change }], audit: [] }),
        ...candidates.map((candidate, index) =>
          engines[1]?.reserveSealings({
            use: { ...use, organizationId: ORGANIZATION_ID + index, week },
            candidate,
            count: 1,
            limit: 100,
            now: 1,
          }),
        ),
      ]);
      // Either it ended first, and no key could be stored any more; or it saw what was stored, and did not end.
      const left = await engine.listWrappedKeys(from, 10);
      expect(finished.outcome).toBe(left.length === 0 ? "done" : "refused");
      await rewrapAll(engine, change);
      await engine.change({ steps: [{ kind: "finish_master_key_rotation", input: change }], audit: [] });
      [from, to] = [to, from];
    }
  });
});

async function rewrapAll(
  engine: Engine,
  { from, to }: { readonly from: Uint8Array; readonly to: Uint8Array },
): Promise<void> {
  const rows = await engine.listWrappedKeys(from, 1000);
  await engine.rewrapKeys(
    from,
    rows.map((row) => ({ ...row, wrappedBy: to })),
  );
}
