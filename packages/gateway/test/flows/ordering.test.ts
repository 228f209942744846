import { expect, test } from "vitest";
import { openHttpReceiver } from "../deliver/support/http-receiver.ts";
import { NABLA_SECRET, post, signNabla } from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";

interface NoteBody {
  readonly id: string;
  readonly patient: { readonly id: string };
}

test("what a source sends about one patient is delivered in the order it was acknowledged", async () => {
  const tried = new Set<string>();
  await using receiver = await openHttpReceiver(({ body }) => {
    const { id } = JSON.parse(body.toString("utf8")) as NoteBody;
    const isFirstTry = !tried.has(id);
    tried.add(id);
    // The first event fails at first, so that the second one could overtake it.
    return id === "1" && isFirstTry ? 503 : 200;
  });
  const endpoint = {
    name: "ehr",
    url: receiver.url,
    scheme: "nabla",
    secrets: ["a secret of the endpoint"],
    orderBy: { pointer: "/patient/id" },
    retryScheduleMs: [200, 200],
  };
  const source = { name: "nabla", scheme: "nabla", secrets: [NABLA_SECRET] };
  await using running = await startTestGateway({
    configuration: { organizations: [{ name: "northside", sources: [source], endpoints: [endpoint] }] },
    flags: { allowInsecureEndpoints: true },
  });
  for (const [id, patient] of [
    ["1", "a"],
    ["2", "a"],
    ["3", "b"],
    ["4", "a"],
  ]) {
    const body = JSON.stringify({ id, patient: { id: patient } });
    const answer = await post(`${running.url}/in/northside/nabla`, body, signNabla({ body }));
    expect(answer.status).toBe(200);
  }
  await expect.poll(() => receiver.requests.length, { timeout: 10_000 }).toBe(5);
  const ids = receiver.requests.map(({ body }) => (JSON.parse(body.toString("utf8")) as NoteBody).id);
  expect(ids.filter((id) => id !== "3")).toEqual(["1", "1", "2", "4"]);
  expect(ids.indexOf("3")).toBeLessThan(3);
});
