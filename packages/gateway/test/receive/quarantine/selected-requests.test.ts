import { expect, test } from "vitest";
import { SelectedRequests } from "../../../src/receive/quarantine/selected-requests.ts";
import type { QuarantineSelection } from "../../../src/receive/quarantine/selected-requests.ts";
import { START } from "../../store/scenario.ts";
import type { Scenario } from "../../store/scenario.ts";
import { databaseOf } from "../../store/sqlite-harness.ts";
import { storeThatKeeps } from "./store-that-keeps.ts";

function select({ store, organization }: Scenario, selection: QuarantineSelection): SelectedRequests {
  return new SelectedRequests({
    quarantine: store.quarantine,
    organizationId: organization.id,
    selection,
  });
}

async function timesOf(selected: SelectedRequests): Promise<readonly number[]> {
  const times: number[] = [];
  for await (const { receivedAt } of selected) times.push(receivedAt - START);
  return times;
}

test("gives what fits a filter in the order in which it was kept", async () => {
  const scenario = await storeThatKeeps(250);
  const selected = select(scenario, { filter: { receivedFrom: START + 100 } });
  expect(await timesOf(selected)).toEqual(Array.from({ length: 150 }, (_, index) => index + 100));
  expect(selected.next).toBeUndefined();
});

test("looks at a bounded number at once and goes on where it ended", async () => {
  const scenario = await storeThatKeeps(1001);
  const first = select(scenario, { filter: {} });
  expect(await timesOf(first)).toHaveLength(1000);
  const rest = select(scenario, { filter: {}, after: first.next ?? 0 });
  expect(await timesOf(rest)).toEqual([1000]);
  expect(rest.next).toBeUndefined();
});

test("passes over what can no longer be opened, and counts ids that name nothing", async () => {
  const scenario = await storeThatKeeps(2);
  const { store, organization } = scenario;
  const listed = await store.quarantine.list(organization.id, {}, { order: "asc", limit: 10 });
  const ids = listed.map(({ quarantineId }) => quarantineId);
  databaseOf(scenario).exec(`UPDATE quarantine SET sealed = zeroblob(100) WHERE received_at = ${START}`);
  expect(await timesOf(select(scenario, { filter: {} }))).toEqual([1]);
  const selected = select(scenario, { ids: [...ids, "qua_00000000000000000000"] });
  expect(await timesOf(selected)).toEqual([1]);
  expect(selected.missing).toBe(2);
});
