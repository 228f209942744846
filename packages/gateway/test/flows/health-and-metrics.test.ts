import { expect, test } from "vitest";
import { nablaEvent, northside, post, postNabla, signNabla } from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";

async function statusAt(url: string, method = "GET"): Promise<number> {
  const response = await fetch(url, { method });
  await response.arrayBuffer();
  return response.status;
}

test("health, readiness and metrics are answered, with other methods 405", async () => {
  await using running = await startTestGateway();
  for (const path of ["/healthz", "/readyz", "/metrics"]) {
    expect([path, await statusAt(`${running.url}${path}`)]).toEqual([path, 200]);
    expect([path, await statusAt(`${running.url}${path}`, "HEAD")]).toEqual([path, 200]);
    expect([path, await statusAt(`${running.url}${path}`, "POST")]).toEqual([path, 405]);
  }
});

test("an admin address takes the metrics over; receiving stays where it is, health is on both", async () => {
  await using running = await startTestGateway({
    configuration: northside,
    flags: { adminListen: "127.0.0.1:0" },
  });
  const { adminUrl, url } = running.gateway;
  expect(await statusAt(`${url}/metrics`)).toBe(404);
  expect(await statusAt(`${adminUrl}/metrics`)).toBe(200);
  expect(await statusAt(`${url}/healthz`)).toBe(200);
  expect(await statusAt(`${adminUrl}/readyz`)).toBe(200);
  expect((await postNabla(`${url}/in/northside/nabla`, "admin-1")).status).toBe(200);
  expect((await postNabla(`${adminUrl}/in/northside/nabla`, "admin-2")).status).toBe(404);
});

test("listening beyond loopback without an admin address warns", async () => {
  await using open = await startTestGateway({ flags: { host: "0.0.0.0" } });
  expect(open.lines).toContainEqual(
    expect.objectContaining({ event: "listening_beyond_loopback", level: "warn" }),
  );
  await using closed = await startTestGateway({ flags: { host: "0.0.0.0", adminListen: "127.0.0.1:0" } });
  expect(closed.lines.some(({ event }) => event === "listening_beyond_loopback")).toBe(false);
});

test("a literal secret is warned about by place, without being shown", async () => {
  await using running = await startTestGateway({ configuration: northside });
  expect(running.lines.filter(({ event }) => event === "literal_secret").length).toBe(5);
  expect(JSON.stringify(running.lines)).not.toContain("a secret of");
});

test("metrics tell how many deliveries are in each state, conflicts among the held ones", async () => {
  const [organization] = northside.organizations;
  // Nothing listens there: the deliveries stay pending between their tries.
  const endpoint = {
    name: "ehr",
    url: "https://127.0.0.1:1/hooks",
    scheme: "nabla",
    secrets: ["a secret of the endpoint"],
  };
  const configuration = { organizations: [{ ...organization, endpoints: [endpoint] }] };
  await using running = await startTestGateway({ configuration, flags: { allowInsecureEndpoints: true } });
  const url = `${running.url}/in/northside/nabla`;
  for (const id of ["count-1", "count-2"]) await postNabla(url, id);
  const otherBody = nablaEvent("count-2", "generate_note_async.failed");
  await post(url, otherBody, signNabla({ body: otherBody }));

  const inState = (state: string): Promise<number> =>
    running.metric(`countersign_deliveries{state="${state}"}`);
  expect(await inState("held")).toBe(1);
  expect(await inState("delivered")).toBe(0);
  await expect.poll(() => inState("pending")).toBe(2);
});
