export type { CallResponse } from "./call.ts";
export { signedFetch, type SignedCall, type SignedFetch, type SignedFetchResponse } from "./signed-fetch.ts";
export { SignedFetchError, type SignedFetchErrorCode, signedFetchErrors } from "./signed-fetch-error.ts";
export type { Fetch, FetchInit, SignedFetchOptions } from "./signed-fetch-options.ts";
