import { CountersignError, type ErrorEntry } from "./countersign-error.ts";

/** Misuse that only a signer reports: a table of its own, so that bundles of a verifier leave it out. */
export const signingMisuseCodes = {
  api_key_required: { meaning: "this scheme sends an API key", remedy: "pass apiKey beside keys" },
  too_many_keys: {
    meaning: "there are more keys than the list of signatures may hold",
    remedy: "remove keys that have ended",
  },
  id_required: { meaning: "this scheme signs an id", remedy: "pass id" },
  id_invalid: {
    meaning: "the id is not 1 to 256 visible ASCII characters without the scheme's separator",
    remedy: "use letters, digits, hyphen and underscore",
  },
  url_required: { meaning: "this scheme signs the URL", remedy: "pass url, or publicUrl to the signer" },
  timestamp_invalid: {
    meaning: "the timestamp header given to sign breaks the scheme's format",
    remedy: "leave it out to sign the present",
  },
  no_live_key: {
    meaning: "no key counts at this time",
    remedy: "add a key, or check notBefore, notAfter and the clock",
  },
  unknown_key_id: { meaning: "no key that counts has this id", remedy: "use one of keyIds()" },
} as const satisfies Record<string, ErrorEntry>;

/** The error for a code. */
export function signingMisuse(code: keyof typeof signingMisuseCodes): CountersignError {
  return new CountersignError(code, signingMisuseCodes[code], undefined);
}
