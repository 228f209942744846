import { describe, expect, test } from "vitest";
import * as z from "zod";
import { everyRole } from "../src/role.ts";
import { problemsOf } from "../src/problems-of.ts";
import { routeEntries } from "../src/routes.ts";

describe.each(routeEntries)("%s", (_name, route) => {
  test("has the parts of its path as parameters", () => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(route.params?.shape ?? {})).toEqual(inPath);
  });

  test("names roles that exist, at least one", () => {
    if (route.access === "anyone") return;
    expect(route.access.length).toBeGreaterThan(0);
    for (const role of route.access) expect(everyRole).toContain(role);
  });

  test("refuses what it does not name, unless its query is open", () => {
    const query = route.isQueryOpen === true ? undefined : route.query;
    for (const schema of [route.params, query, route.body]) {
      if (!(schema instanceof z.ZodObject)) continue;
      const { error } = schema.safeParse({ "no such field": 1 });
      expect(error?.issues.map(({ code }) => code)).toContain("unrecognized_keys");
    }
  });

  test("has one kind of answer", () => {
    const { body, stream, mediaType } = route.answer;
    const kinds = [body, stream, mediaType].filter((kind) => kind !== undefined);
    expect(kinds).toHaveLength([204, 303].includes(route.answer.status) ? 0 : 1);
  });

  test("takes an idempotency key where it creates something for an API key", () => {
    const isCreate = route.method === "POST" && route.answer.status === 201 && route.access !== "anyone";
    expect(!isCreate || route.isIdempotent === true).toBe(true);
  });

  test("lists each of its problems once", () => {
    const problems = problemsOf(route);
    expect(new Set(problems).size).toBe(problems.length);
  });
});

test("no two routes have the same method and path", () => {
  const places = routeEntries.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`);
  expect(new Set(places).size).toBe(places.length);
});
