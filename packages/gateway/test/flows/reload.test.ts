import { expect, test } from "vitest";
import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { northside, nablaEvent, post, postNabla } from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";

function withNablaSecrets(...secrets: readonly string[]): object {
  return { organizations: [{ name: "northside", sources: [{ name: "nabla", scheme: "nabla", secrets }] }] };
}

async function postSignedWith(url: string, secret: string, id: string): Promise<number> {
  const body = nablaEvent(id);
  return (await post(url, body, createSigner(nabla, { keys: [{ secret }] }).sign({ body }))).status;
}

test("a rotated secret is taken on by a reload, the old one works until it leaves the file", async () => {
  await using running = await startTestGateway({ configuration: withNablaSecrets("old secret") });
  const url = `${running.url}/in/northside/nabla`;
  expect(await postSignedWith(url, "new secret", "r-1")).toBe(401);

  await running.writeConfiguration(withNablaSecrets("new secret", "old secret"));
  await running.gateway.reload();
  expect(await postSignedWith(url, "new secret", "r-2")).toBe(200);
  expect(await postSignedWith(url, "old secret", "r-3")).toBe(200);

  await running.writeConfiguration(withNablaSecrets("new secret"));
  await running.gateway.reload();
  expect(await postSignedWith(url, "old secret", "r-4")).toBe(401);
  expect(await postSignedWith(url, "new secret", "r-5")).toBe(200);
});

test("a file with problems keeps the old configuration and logs each problem as a code with its line", async () => {
  await using running = await startTestGateway({ configuration: northside });
  await running.writeConfiguration({ organizations: [{ name: "northside", sourcse: [] }] });
  await expect(running.gateway.reload()).rejects.toMatchObject({ code: "configuration_invalid" });
  expect((await postNabla(`${running.url}/in/northside/nabla`, "kept-1")).status).toBe(200);
  expect(running.lines).toContainEqual(
    expect.objectContaining({ event: "configuration_problem", code: "unknown_key", line: 5 }),
  );
  expect(running.lines).toContainEqual(
    expect.objectContaining({ event: "configuration_rejected", code: "configuration_invalid", count: 1 }),
  );
  expect(await running.metric('countersign_configuration_reloads_total{result="rejected"}')).toBe(1);
});

test("a source that leaves the file is refused like an unknown one", async () => {
  await using running = await startTestGateway({ configuration: northside });
  await running.writeConfiguration({ organizations: [{ name: "northside" }] });
  await running.gateway.reload();
  expect((await postNabla(`${running.url}/in/northside/nabla`, "left-1")).status).toBe(401);
  expect(running.gateway.sources()).toEqual([]);
});

test("requests in the middle of a reload are all answered as the old or the new configuration says", async () => {
  await using running = await startTestGateway({ configuration: withNablaSecrets("one secret") });
  const url = `${running.url}/in/northside/nabla`;
  const answers: Promise<number>[] = [];
  for (let round = 0; round < 10; round += 1) {
    await running.writeConfiguration(withNablaSecrets("one secret", `another ${round}`));
    for (let index = 0; index < 10; index += 1) {
      answers.push(postSignedWith(url, "one secret", `mid-${round}-${index}`));
    }
    await running.gateway.reload();
  }
  expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
});

test("without a file the gateway serves what the store holds", async () => {
  await using running = await startTestGateway();
  expect(running.gateway.sources()).toEqual([]);
  expect((await postNabla(`${running.url}/in/northside/nabla`, "none-1")).status).toBe(401);
  await running.gateway.reload();
});
