import { describe, expect, test } from "vitest";
import { answers, internalError, methodNotAllowed } from "../../src/http/answers.ts";
import { rawAnswer } from "../../src/http/raw-answer.ts";
import { routes } from "../../src/http/routes.ts";

describe("constant answers", () => {
  test.each(Object.entries(answers))("%s is JSON of the length it says", (_, { body, headers, status }) => {
    expect(headers).toMatchObject({ "content-type": "application/json", "content-length": body.length });
    const word = expect.stringMatching(/^[a-z_]+$/) as string;
    expect(JSON.parse(body)).toEqual(status === 200 ? { status: word } : { error: word });
  });

  test("a refusal looks the same with 401 and 403", () => {
    expect(answers.forbidden).toEqual({ ...answers.unauthorized, status: 403 });
  });

  test("405 names the methods, 500 a request id and nothing else", () => {
    expect(methodNotAllowed(["POST", "PUT"]).headers).toMatchObject({ allow: "POST, PUT" });
    expect(JSON.parse(internalError("an-id").body)).toEqual({ error: "internal_error", request_id: "an-id" });
  });
});

test("an answer without a request is a complete last response of HTTP/1.1", () => {
  expect(rawAnswer(answers.requestTimeout)).toBe(
    'HTTP/1.1 408 Request Timeout\r\ncontent-type: application/json\r\ncontent-length: 27\r\nconnection: close\r\n\r\n{"error":"request_timeout"}',
  );
});

test("every route says who may ask, where it listens, and what it answers", () => {
  for (const route of Object.values(routes)) {
    expect(route.path).toMatch(/^\//);
    expect(route.statuses.some((status) => status < 400)).toBe(true);
    expect(route.meaning).toMatch(/\.$/);
  }
});
