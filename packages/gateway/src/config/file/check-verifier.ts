import { createVerifier } from "countersign";
import type { CountersignError, VerifierOptions } from "countersign";
import type { SourceDocument } from "../configuration.ts";
import type { Place } from "./configuration-problem.ts";
import { addLibraryProblem, foundWhileReading, libraryRefusal } from "./library-problem.ts";
import type { Problems } from "./problems.ts";
import type { LocatedCaller } from "./read-callers.ts";
import type { LocatedSecret } from "./read-secrets.ts";
import { verifierOptions, webhookKey } from "../verifier-options.ts";

type OptionKey = "publicUrl" | "method" | "keyEncoding" | "toleranceMs" | "maxBodyBytes";

/** The key of a source that each refusal of an option is about; every other refusal is about secrets or callers. */
const optionOfCode: Readonly<Partial<Record<CountersignError["code"], OptionKey>>> = {
  public_url_required: "publicUrl",
  public_url_invalid: "publicUrl",
  method_invalid: "method",
  key_encoding_unknown: "keyEncoding",
  key_encoding_not_accepted: "keyEncoding",
  tolerance_invalid: "toleranceMs",
  tolerance_not_accepted: "toleranceMs",
  max_body_bytes_invalid: "maxBodyBytes",
};

/** Stands in for a missing URL while the rest of the source is checked. */
const PLACEHOLDER_URL = "https://placeholder.invalid/";

interface CheckedSource {
  readonly document: SourceDocument;
  readonly secrets: readonly LocatedSecret[];
  readonly callers: readonly LocatedCaller[];
}

/** Makes the verifier as receiving will, and turns every refusal of the library into a problem at its own line. */
export function checkVerifier(
  source: CheckedSource,
  field: string,
  context: {
    readonly problems: Problems;
    readonly organization: string;
    /** False when reading secrets and callers found problems: what follows from them is then known already. */
    readonly areKeysSound: boolean;
    readonly placeOf: (key: OptionKey | "secrets" | "callers") => Place;
  },
): void {
  const { document } = source;
  const { scheme } = document;
  const options: { -readonly [K in keyof VerifierOptions]: VerifierOptions[K] } = verifierOptions(
    document,
    context.organization,
  );
  let refusal = libraryRefusal(() => createVerifier(scheme, options));
  while (refusal !== undefined) {
    const option = optionOfCode[refusal.code];
    if (option === undefined) break;
    const at = { place: context.placeOf(option), field: `${field}.${option}`, schemeId: scheme.id };
    addLibraryProblem(refusal, context.problems, at);
    // Without the option that was just reported, the next one shows.
    if (option === "publicUrl" && options.publicUrl !== PLACEHOLDER_URL) options.publicUrl = PLACEHOLDER_URL;
    else if (option in options && option !== "publicUrl") delete options[option];
    else return;
    refusal = libraryRefusal(() => createVerifier(scheme, options));
  }
  if (refusal === undefined) return;
  const isKnown = (code: CountersignError["code"]): boolean =>
    code === "repeated_api_key" || (!context.areKeysSound && foundWhileReading.has(code));
  const wasExplained = explainSecrets(source, { ...context, options, isKnown });
  if (wasExplained || isKnown(refusal.code)) return;
  const key = source.callers.length > 0 ? "callers" : "secrets";
  const at = { place: context.placeOf(key), field: `${field}.${key}`, schemeId: scheme.id };
  addLibraryProblem(refusal, context.problems, at);
}

/** Tries each secret alone to find those that are refused for themselves. True when any was. */
function explainSecrets(
  source: CheckedSource,
  context: {
    readonly problems: Problems;
    readonly organization: string;
    readonly options: VerifierOptions;
    readonly isKnown: (code: CountersignError["code"]) => boolean;
  },
): boolean {
  const { scheme } = source.document;
  let wasExplained = false;
  const explain = (make: () => unknown, at: { readonly place: Place; readonly field: string }): void => {
    const refusal = libraryRefusal(make);
    if (refusal === undefined || context.isKnown(refusal.code)) return;
    addLibraryProblem(refusal, context.problems, { ...at, schemeId: scheme.id });
    wasExplained = true;
  };
  for (const secret of source.secrets) {
    explain(
      () => createVerifier(scheme, { ...context.options, keys: [webhookKey(secret.document)] }),
      secret,
    );
  }
  for (const { name, apiKey, secrets, ...caller } of source.callers) {
    const alone = { id: name, organization: context.organization, apiKey };
    for (const secret of secrets) {
      const callers = [{ ...alone, keys: [webhookKey(secret.document)] }];
      explain(() => createVerifier(scheme, { ...context.options, callers }), secret);
    }
    if (secrets.length === 0) {
      explain(
        () => createVerifier(scheme, { ...context.options, callers: [{ ...alone, keys: [] }] }),
        caller,
      );
    }
  }
  return wasExplained;
}
