import { problemCodes, routeEntries } from "@countersign/contract";
import { verdictCodes } from "countersign";
import { attemptResults } from "../../src/deliver/attempt-results.ts";
import { gatewayErrors } from "../../src/errors.ts";
import { answers } from "../../src/http/answers.ts";
import { routes } from "../../src/http/routes.ts";
import { logEvents } from "../../src/observe/log-events.ts";
import { metricTable } from "../../src/observe/metric-table.ts";
import { coverageExceptions } from "./coverage-exceptions.ts";
import type { CanaryRun } from "./canary-run.ts";

/** Every kind of output, generated from the product's own tables: a new entry there is wanted here at once. */
export const wantedOutputs: Readonly<Record<string, readonly string[]>> = {
  "log event": Object.keys(logEvents),
  metric: Object.values(metricTable).map(({ name }) => name),
  "answer of a route": Object.entries(routes).flatMap(([route, { statuses }]) =>
    statuses.map((status) => `${route} ${status}`),
  ),
  // Of each route of the API, what it says to strangers; and to an admin: what was asked for, or what was wrong with it.
  "answer of the API": routeEntries.flatMap(([name, { access }]) => [
    ...(access === "anyone" ? [] : [`${name} to a stranger`]),
    `${name} to a caller`,
  ]),
  "problem of the API": Object.keys(problemCodes),
  "constant answer": Object.values(answers).map(({ status }) => String(status)),
  "verdict code": Object.keys(verdictCodes),
  "attempt result": Object.keys(attemptResults),
  "error code": Object.keys(gatewayErrors),
};

/** One address may try so many wrong keys; the routes are more. */
const refusalsOfStrangers: ReadonlySet<string> = new Set(["unauthenticated", "too_many_failures"]);

/** Which of them were seen in action, by kind. */
export function observedOutputs(run: CanaryRun): Readonly<Record<string, ReadonlySet<string>>> {
  const texts = run.outputs.map(({ name, bytes }) => ({ name, text: bytes.toString("latin1") }));
  const written = texts.filter(({ name }) => !name.startsWith("file ")).map(({ text }) => text);
  const find = (pattern: RegExp): ReadonlySet<string> =>
    new Set(written.flatMap((text) => [...text.matchAll(pattern)].map(([, found = ""]) => found)));
  const shown = [...find(/^(countersign_[a-z_]+)(?:\{[^\n]*\})? [0-9.e+-]+$/gm)];
  return {
    "log event": find(/"event":"([a-z_]+)"/g),
    // A histogram shows itself as three.
    metric: new Set(shown.map((name) => name.replace(/_(bucket|sum|count)$/, ""))),
    "answer of a route": run.answered,
    "answer of the API": new Set(
      [...run.apiAnswers].flatMap(([name, seen]) =>
        [...seen].map((code) => `${name} to a ${refusalsOfStrangers.has(code) ? "stranger" : "caller"}`),
      ),
    ),
    "problem of the API": new Set([...run.apiAnswers.values()].flatMap((seen) => [...seen])),
    "constant answer": new Set([...run.answered].map((answer) => answer.split(" ")[1] ?? "")),
    "verdict code": find(/countersign_received_total\{[^\n]*result="([a-z_]+)"/g),
    "attempt result": new Set([
      ...run.attemptResults,
      ...find(/countersign_attempts_total\{[^\n]*result="([a-z_]+)"/g),
    ]),
    "error code": find(new RegExp(`\\b(${Object.keys(gatewayErrors).join("|")})\\b`, "g")),
  };
}

/**
 * What is wrong with the coverage of one kind: entries that were neither seen nor excepted, and exceptions that were
 * seen or that name nothing.
 */
export function coverageProblems(
  kind: string,
  { wanted, observed }: { readonly wanted: readonly string[]; readonly observed: ReadonlySet<string> },
): readonly string[] {
  const excepted = Object.keys(coverageExceptions)
    .filter((name) => name.startsWith(`${kind}: `))
    .map((name) => name.slice(`${kind}: `.length));
  const uncovered = wanted.filter((entry) => !observed.has(entry) && !excepted.includes(entry));
  const needless = excepted.filter((entry) => observed.has(entry) || !wanted.includes(entry));
  return [
    ...uncovered.map((entry) => `not seen in action: ${entry}`),
    ...needless.map((entry) => `needs no exception: ${entry}`),
  ];
}
