import type { ProblemCode } from "@countersign/contract";
import { GatewayError, isUnavailable } from "../errors.ts";
import { PasswordsBusy } from "../sign-in/passwords.ts";
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
  if (isUnavailable(error) || error instanceof PasswordsBusy) return unavailable();
  if (error instanceof GatewayError && isTold(error.code)) return new ApiRefusal(error.code);
  const frameworkCode = error instanceof Error && "code" in error ? String(error.code) : "";
  return new ApiRefusal(codeOfFrameworkError[frameworkCode] ?? "internal_error");
}

/** Errors that the API tells as what they are. */
function isTold(code: string): code is "payload_purged" | "next_master_key_missing" {
  return code === "payload_purged" || code === "next_master_key_missing";
}

function unavailable(): ApiRefusal {
  return new ApiRefusal("unavailable", { headers: { "retry-after": RETRY_AFTER_SECONDS } });
}
