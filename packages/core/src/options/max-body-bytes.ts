import { misuse } from "../misuse.ts";

/** 8 MiB: transcripts are long, and a mebibyte is a common limit that real senders exceed. */
const DEFAULT_MAX_BODY_BYTES = 8 * 1024 * 1024;

/** @throws CountersignError `max_body_bytes_invalid` */
export function readMaxBodyBytes(value: unknown = DEFAULT_MAX_BODY_BYTES): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw misuse("max_body_bytes_invalid");
  }
  return value;
}
