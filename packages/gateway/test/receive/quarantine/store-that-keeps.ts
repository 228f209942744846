import { START, Scenario } from "../../store/scenario.ts";
import { sqliteHarness } from "../../store/sqlite-harness.ts";

/** A store that keeps so many refused requests, received one millisecond apart. */
export async function storeThatKeeps(count: number): Promise<Scenario> {
  const scenario = await Scenario.start(sqliteHarness);
  const { organization, source } = scenario;
  const requests = Array.from({ length: count }, (_, index) => ({
    organizationId: organization.id,
    sourceId: source.id,
    receivedAt: START + index,
    code: "no_match",
    method: "POST",
    url: "/in/northside/inbox",
    rawHeaders: [],
    body: Buffer.from("{}"),
  }));
  const room = { sourceId: source.id, maxItems: 5000, maxBytes: 1 << 30, maxAgeMs: Number.MAX_SAFE_INTEGER };
  await scenario.store.quarantine.add({ requests, drops: [], rooms: [room] });
  return scenario;
}
