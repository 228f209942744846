export { ApiProblem } from "../client/api-problem.ts";
export { ClientError, clientErrors, type ClientErrorCode } from "../client/client-error.ts";
export type { Client, StreamName } from "../client/create-client.ts";
export type { CallArguments, CallOptions, StreamMessage } from "../client/call-options.ts";
export { createSlimClient, type SlimClientOptions } from "./create-slim-client.ts";
export type { RouteTable, SlimRoute } from "./route-table.ts";
