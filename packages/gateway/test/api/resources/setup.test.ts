import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startTestGateway } from "../../flows/support/test-gateway.ts";
import type { TestGateway } from "../../flows/support/test-gateway.ts";
import { ask } from "../support/ask.ts";
import type { Asked } from "../support/ask.ts";

const CODE = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/;

function codeFile({ directory }: TestGateway): string {
  return join(directory, "data", "setup-code");
}

async function readCode(running: TestGateway): Promise<string> {
  return (await readFile(codeFile(running), "utf8")).trimEnd();
}

function setUp(running: TestGateway, body: object): Promise<Asked> {
  return ask(`${running.url}/api/v1/setup`, { body });
}

test("the first start makes a code for its owner only and tells it once", async () => {
  await using running = await startTestGateway();
  const code = await readCode(running);
  expect(code).toMatch(CODE);
  expect((await stat(codeFile(running))).mode & 0o777).toBe(0o600);
  expect(running.gateway.setupCode).toBe(code);
  expect(JSON.stringify(running.lines)).not.toContain(code);
});

test("the code makes an organization and its first admin key, and is replaced by another", async () => {
  await using running = await startTestGateway();
  const code = await readCode(running);
  const made = await setUp(running, { code, organization: "north" });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({ name: "setup", role: "admin", organization: "north" });
  const { key } = made.json as { key: string };
  expect((await ask(`${running.url}/api/v1/organizations/north`, { apiKey: key })).status).toBe(200);
  expect((await setUp(running, { code, organization: "north" })).code).toBe("setup_code_wrong");
  const next = await readCode(running);
  expect(next).toMatch(CODE);
  expect(next).not.toBe(code);

  const audit = await ask(`${running.url}/api/v1/audit`, { apiKey: key });
  expect(audit.json).toMatchObject({
    items: [
      { action: "organization.create", actor: { kind: "setup", address: "127.0.0.1" } },
      { action: "api_key.create", actor: { kind: "setup" } },
    ],
  });
  expect(audit.text).not.toContain(key);
});

test("a lost key is replaced with the next code, under a free name", async () => {
  await using running = await startTestGateway();
  await setUp(running, { code: await readCode(running), organization: "north" });
  const again = await setUp(running, { code: await readCode(running), organization: "north" });
  expect(again.json).toMatchObject({ name: "setup 2" });
});

test("a code that is refused for its request stays as it is", async () => {
  await using running = await startTestGateway();
  const body = { organization: "north", keyName: "mine" };
  await setUp(running, { ...body, code: await readCode(running) });
  const code = await readCode(running);
  expect((await setUp(running, { ...body, code })).code).toBe("name_taken");
  expect(await readCode(running)).toBe(code);
});

test("one of many that come at once with the code gets a key", async () => {
  await using running = await startTestGateway();
  const code = await readCode(running);
  const names = ["a", "b", "c", "d"];
  const answers = await Promise.all(names.map((organization) => setUp(running, { code, organization })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 401, 401, 401]);
});

test("a code may be typed in lower case, without its hyphens, with letters for the digits they look like", async () => {
  await using running = await startTestGateway();
  const typed = (await readCode(running))
    .toLowerCase()
    .replaceAll("-", " ")
    .replaceAll("0", "o")
    .replaceAll("1", "l");
  expect((await setUp(running, { code: typed, organization: "north" })).status).toBe(201);
});

test("wrong codes are answered alike, and 429 with a time to wait once there were too many; the right one passes", async () => {
  await using running = await startTestGateway();
  const wrong = Array.from({ length: 25 }, () => ({ code: "AAAA-AAAA", organization: "north" }));
  const answers: Asked[] = [];
  for (const body of wrong) answers.push(await setUp(running, body));
  expect(new Set(answers.map(({ code }) => code))).toEqual(
    new Set(["setup_code_wrong", "too_many_failures"]),
  );
  const last = answers.at(-1);
  expect([last?.status, Number(last?.headers.get("retry-after")) > 0]).toEqual([429, true]);
  expect((await setUp(running, { code: await readCode(running), organization: "north" })).status).toBe(201);
});

test("a later start with a key tells no code, and replaces a file that holds none", async () => {
  await using running = await startTestGateway();
  await setUp(running, { code: await readCode(running), organization: "north" });
  await running.gateway.stop();
  await writeFile(codeFile(running), "not a code\n");
  const data = join(running.directory, "data");
  await using again = await startTestGateway({ flags: { data } });
  expect(again.gateway.setupCode).toBeUndefined();
  expect(await readCode(running)).toMatch(CODE);
});
