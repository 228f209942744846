import { expect, test } from "vitest";
import { weeksOf } from "../../../src/store/retention/weeks-to-sweep.ts";

test("destroyed keys of one organization and week are swept together, and no others", () => {
  const keys = [
    { organizationId: 1, week: 5, id: 3 },
    { organizationId: 1, week: 5, id: 9 },
    { organizationId: 1, week: 6, id: 4 },
    { organizationId: 2, week: 6, id: 5 },
  ];
  expect(weeksOf(keys)).toEqual([
    { organizationId: 1, week: 5, keyIds: [3, 9] },
    { organizationId: 1, week: 6, keyIds: [4] },
    { organizationId: 2, week: 6, keyIds: [5] },
  ]);
  expect(weeksOf([])).toEqual([]);
});
