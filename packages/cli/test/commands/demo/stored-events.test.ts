import { expect, it } from "vitest";
import { storedEventsIn } from "../../../src/commands/demo/stored-events.ts";

it("adds up what was stored over all sources, and nothing that was refused or known", () => {
  const metrics = `# HELP countersign_received_total Requests to sources by result.
# TYPE countersign_received_total counter
countersign_received_total{organization="demo",source="nabla",result="accepted"} 2
countersign_received_total{organization="demo",source="nabla",result="duplicate"} 4
countersign_received_total{organization="demo",source="nabla",result="no_match"} 8
countersign_received_total{organization="demo",source="suki",result="accepted"} 16
countersign_received_total{organization="demo",source="suki",result="conflict"} 32
countersign_other_total{result="accepted"} 64
`;
  expect(storedEventsIn(metrics)).toBe(2 + 16 + 32);
});

it("finds none where nothing was received", () => {
  expect(storedEventsIn("")).toBe(0);
});
