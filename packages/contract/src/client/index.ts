export { ApiProblem } from "./api-problem.ts";
export { ClientError, clientErrors, type ClientErrorCode } from "./client-error.ts";
export { createClient, type Client, type ClientOptions } from "./create-client.ts";
export { pages } from "./pages.ts";
export type { CallOptions, StreamMessage } from "./call-options.ts";
