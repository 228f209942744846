import type { RouteName, Routes } from "@countersign/contract";
import type { CallArguments, StreamName } from "@countersign/contract/slim-client";
import type { Answer } from "./answer-types.ts";
import { client } from "./client.ts";

/** What one route takes: `params`, `query`, `body`, and how it is called. */
export type CallOf<Name extends RouteName> = NonNullable<CallArguments<Routes[Name]>[0]>;

/** The client to code that is written once for all routes: no compiler follows a name that is only known to be one. */
const anyRoute = client as unknown as {
  readonly call: (name: RouteName, call: object | undefined) => Promise<unknown>;
};

/** Calls any route: what the client does, typed by a name that is itself a type. */
export async function callRoute<Name extends Exclude<RouteName, StreamName>>(
  name: Name,
  call: object | undefined,
): Promise<Answer<Name>> {
  return (await anyRoute.call(name, call)) as Answer<Name>;
}
