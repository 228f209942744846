import { adapterRefusals } from "../../packages/core/dist/adapters/refusal-code.js";
import { signedFetchErrors } from "../../packages/core/dist/client/signed-fetch-error.js";
import { errorCodes } from "../../packages/core/dist/errors.js";
import { verdictCodes } from "../../packages/core/dist/verdict-codes.js";
import { configurationProblemCodes } from "../../packages/gateway/dist/config/file/configuration-problem.js";
import { attemptResults } from "../../packages/gateway/dist/deliver/attempt-results.js";
import { gatewayErrors } from "../../packages/gateway/dist/errors.js";
import { receiveRefusals } from "../../packages/gateway/dist/receive/receive-refusals.js";
import { code, page, section, table } from "./markdown.mjs";

export function errorsPage() {
  return page(
    "Errors and codes",
    "Match on codes, not on texts. Codes never change their meaning. No message holds a secret, a body, an expected signature or personal data.",
    section(
      "Verdicts",
      "Why a request was refused, in the order in which verification asks. The status is what to answer; a scheme may turn 401 into 403.",
      table(
        ["code", "status", "meaning"],
        Object.entries(verdictCodes).map(([name, entry]) => [code(name), entry.status, entry.meaning]),
      ),
    ),
    section(
      "Refusals of the adapters",
      "Beside the verdicts, what `onRefused` is told.",
      table(
        ["code", "status", "meaning"],
        Object.entries(adapterRefusals).map(([name, entry]) => [code(name), entry.status, entry.meaning]),
      ),
    ),
    section(
      "Refusals of the gateway",
      "Beside the verdicts, why a request to the gateway was not accepted. Senders see the status only; the code is in the log, the metrics and the quarantine.",
      table(
        ["code", "status", "meaning"],
        Object.entries(receiveRefusals).map(([name, entry]) => [code(name), entry.status, entry.meaning]),
      ),
    ),
    section(
      "Library errors",
      "Misuse of the library: thrown as `CountersignError`.",
      withRemedies(errorCodes),
    ),
    section(
      "Errors of the signing client",
      "How a call of `signedFetch` ends without a response: it rejects with a `SignedFetchError`.",
      withRemedies(signedFetchErrors),
    ),
    section(
      "Gateway errors",
      "Thrown as `GatewayError`, and shown by the command line.",
      withRemedies(gatewayErrors),
    ),
    section(
      "Problems in a configuration file",
      "Told with file, line, column and field; all of them at once.",
      table(
        ["code", "meaning"],
        Object.entries(configurationProblemCodes).map(([name, meaning]) => [code(name), meaning]),
      ),
    ),
    section(
      "Results of an attempt",
      "How one try of a delivery ended, in the store, the log and the metrics.",
      table(
        ["code", "meaning", "tried again", "what to do"],
        Object.entries(attemptResults).map(([name, entry]) => [
          code(name),
          entry.meaning,
          entry.isRetried ? "yes" : "no",
          entry.remedy,
        ]),
      ),
    ),
  );
}

/** @param {Readonly<Record<string, { meaning: string, remedy: string }>>} entries */
function withRemedies(entries) {
  return table(
    ["code", "meaning", "what to do"],
    Object.entries(entries).map(([name, entry]) => [code(name), entry.meaning, entry.remedy]),
  );
}
