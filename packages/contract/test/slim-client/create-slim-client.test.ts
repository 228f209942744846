import { expect, test } from "vitest";
import { makeProblem } from "../../src/problem.ts";
import { routeEntries } from "../../src/routes.ts";
import { createSlimClient } from "../../src/slim-client/index.ts";
import type { Client } from "../../src/slim-client/index.ts";
import { slimRoutes } from "../../src/slim-client/slim-routes.ts";

function clientThatGets(answer: Response): { client: Client; urls: string[] } {
  const urls: string[] = [];
  const fetch = async (url: string | URL | Request): Promise<Response> => {
    urls.push(url instanceof Request ? url.url : String(url));
    return answer;
  };
  // As a page has them: through JSON.
  const routes = JSON.parse(JSON.stringify(slimRoutes())) as ReturnType<typeof slimRoutes>;
  return { client: createSlimClient({ url: "", routes, fetch }), urls };
}

test("every route is there without its schemas", () => {
  const text = JSON.stringify(slimRoutes());
  expect(Object.keys(slimRoutes())).toEqual(routeEntries.map(([name]) => name));
  expect(text).not.toContain("_zod");
  expect(slimRoutes().getEvent).toEqual({
    method: "GET",
    path: "/api/v1/events/{event}",
    access: ["admin", "operator", "clinical", "viewer"],
    answer: { status: 200, body: true },
  });
});

test("a call goes to the page's own origin and gives the answer as it came", async () => {
  const { client, urls } = clientThatGets(Response.json({ items: [], next: null }));
  expect(await client.call("listEvents", { query: { limit: 7 } })).toEqual({ items: [], next: null });
  expect(urls).toEqual(["/api/v1/events?limit=7"]);
});

test("a refusal is thrown as the problem that the gateway told", async () => {
  const document = makeProblem("not_found", { requestId: "req_1" });
  const { client } = clientThatGets(Response.json(document, { status: 404 }));
  await expect(client.call("getHealth")).rejects.toMatchObject({ code: "not_found", problem: document });
});

test("an answer that is not JSON is no answer of the API", async () => {
  const { client } = clientThatGets(new Response("<html>captive portal</html>", { status: 200 }));
  await expect(client.call("getHealth")).rejects.toMatchObject({ code: "answer_unexpected" });
});

test("an error page of a proxy is no problem of the API", async () => {
  const { client } = clientThatGets(Response.json({ message: "bad gateway" }, { status: 502 }));
  await expect(client.call("getHealth")).rejects.toMatchObject({ code: "answer_unexpected" });
});

test("the messages of a stream come one after another", async () => {
  const text = 'id: 7\nevent: event.accepted\ndata: {"event":"evt_1"}\n\n';
  const { client } = clientThatGets(new Response(text, { status: 200 }));
  const messages: unknown[] = [];
  for await (const message of client.stream("followStream")) messages.push(message);
  expect(messages).toEqual([{ id: "7", event: "event.accepted", data: { event: "evt_1" } }]);
});

test("a stream tells that it is open once the gateway answers, before any message has come", async () => {
  const { client } = clientThatGets(new Response(new ReadableStream(), { status: 200 }));
  const opened = new Promise<string>((resolve) => {
    const messages = client.stream("followStream", { onOpen: () => resolve("open") });
    void messages.next();
  });
  expect(await opened).toBe("open");
});

test("a stream that is refused was never open", async () => {
  const document = makeProblem("not_found", { requestId: "req_1" });
  const { client } = clientThatGets(Response.json(document, { status: 404 }));
  const opened: true[] = [];
  const messages = client.stream("followStream", { onOpen: () => opened.push(true) });
  await expect(messages.next()).rejects.toMatchObject({ code: "not_found" });
  expect(opened).toEqual([]);
});
