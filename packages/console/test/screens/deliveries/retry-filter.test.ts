import { expect, test } from "vitest";
import { retryFilterOfRows } from "../../../src/screens/deliveries/retry-filter.ts";

test("takes the events of chosen rows once, and their endpoint where there is one", () => {
  const rows = [
    { event: "evt_a", endpoint: "ehr" },
    { event: "evt_b", endpoint: "ehr" },
    { event: "evt_a", endpoint: "ehr" },
  ];
  expect(retryFilterOfRows(rows)).toEqual({ events: ["evt_a", "evt_b"], endpoint: "ehr" });
});

test("takes no endpoint where the rows have several", () => {
  const rows = [
    { event: "evt_a", endpoint: "ehr" },
    { event: "evt_a", endpoint: "billing" },
  ];
  expect(retryFilterOfRows(rows)).toEqual({ events: ["evt_a"] });
});
