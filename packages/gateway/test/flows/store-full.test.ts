import { expect, test } from "vitest";
import { engineHas } from "../support/engine-under-test.ts";
import { northside, post, postNabla, signNabla } from "./support/senders.ts";
import type { Answered } from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";

const MIB = 1024 * 1024;

test.runIf(engineHas("a largest size"))(
  "when the store is full, senders get 503 and never 2xx, and nothing that was acknowledged is lost",
  async () => {
    await using running = await startTestGateway({
      configuration: northside,
      flags: { maxDatabaseBytes: String(2 * MIB) },
    });
    const url = `${running.url}/in/northside/nabla`;
    const bodies = Array.from({ length: 12 }, (_, index) =>
      JSON.stringify({ id: `large-${index}`, pad: "x".repeat(MIB / 4) }),
    );
    const acknowledged: string[] = [];
    const refused: Answered[] = [];
    for (const body of bodies) {
      const answer = await post(url, body, signNabla({ body }));
      if (answer.status === 200) acknowledged.push(body);
      else refused.push(answer);
    }
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, body, headers } of refused) {
      expect([status, body, headers["retry-after"]]).toEqual([503, '{"error":"unavailable"}', "5"]);
    }
    for (const body of acknowledged) {
      const again = await post(url, body, signNabla({ body }));
      expect([again.status, JSON.parse(again.body)]).toMatchObject([200, { duplicate: true }]);
    }
    // The same process goes on: what still fits is stored.
    expect((await postNabla(url, "small-1")).status).toBe(200);
    expect(running.lines.some(({ event }) => event === "store_unavailable")).toBe(true);
  },
);
