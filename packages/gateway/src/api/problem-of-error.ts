import type { ProblemCode } from "@countersign/contract";
import { GatewayError } from "../errors.ts";
import { ApiRefusal } from "./api-refusal.ts";

/** Callers wait at least this long before they repeat what could not be done; commits usually work again sooner. */
const RETRY_AFTER_SECONDS = "5";

/** What the framework refuses by itself. */
const codeOfFrameworkError: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "media_type_not_supported",
  FST_ERR_BAD_URL: "not_found",
  FST_ERR_MAX_PARAM_LENGTH: "not_found",
};

/** How whatever was thrown is answered. Errors that are no refusals say nothing of themselves. */
export function refusalOfError(error: unknown): ApiRefusal {
  if (error instanceof ApiRefusal) return error.code === "unavailable" ? unavailable() : error;
  if (error instanceof GatewayError && error.code === "store_unavailable") return unavailable();
  if (error instanceof GatewayError && error.code === "payload_purged")
    return new ApiRefusal("payload_purged");
  const frameworkCode = error instanceof Error && "code" in error ? String(error.code) : "";
  return new ApiRefusal(codeOfFrameworkError[frameworkCode] ?? "internal_error");
}

function unavailable(): ApiRefusal {
  return new ApiRefusal("unavailable", { headers: { "retry-after": RETRY_AFTER_SECONDS } });
}
