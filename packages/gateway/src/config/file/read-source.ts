import { callerHeader } from "countersign";
import { isOwnSourceName } from "../own-sources.ts";
import type { SourceDocument } from "../configuration.ts";
import type { Place } from "./configuration-problem.ts";
import { defaultPath } from "../source-paths.ts";
import { checkSourcePath } from "./check-source-path.ts";
import { checkVerifier } from "./check-verifier.ts";
import type { LocatedValue } from "./located-value.ts";
import { readAllowFrom } from "./read-allow-from.ts";
import { callerDocument, readCallers } from "./read-callers.ts";
import type { LocatedCaller } from "./read-callers.ts";
import type { ReadContext } from "./read-context.ts";
import { describeKey, readFields } from "./read-fields.ts";
import { readQuarantine } from "./read-quarantine.ts";
import { readRate } from "./read-rate.ts";
import { readScheme } from "./read-scheme.ts";
import { readSecrets } from "./read-secrets.ts";
import { sourceDefaults, sourceFields } from "./source-fields.ts";

const HOUR_MS = 3_600_000;

/** A source as read, with the places that checks across sources need. */
export interface LocatedSource {
  readonly name: string;
  readonly document: SourceDocument;
  readonly callers: readonly LocatedCaller[];
  readonly field: string;
  readonly place: Place;
  readonly pathPlace: Place;
}

/** Reads one source and checks that the library can verify with it. Undefined after a problem that leaves nothing to use. */
export async function readSource(
  item: LocatedValue,
  field: string,
  context: ReadContext & { readonly organization: string },
): Promise<LocatedSource | undefined> {
  const { problems, organization } = context;
  const fields = readFields(item, field, { table: sourceFields, problems });
  if (fields === undefined) return undefined;
  const { values, placeOf } = fields;
  const named =
    values.scheme === undefined ? undefined : readScheme(values.scheme, `${field}.scheme`, context);
  const problemsBefore = problems.count;
  const secrets =
    values.secrets === undefined ? [] : await readSecrets(values.secrets, `${field}.secrets`, context);
  const callers =
    values.callers === undefined ? [] : await readCallers(values.callers, `${field}.callers`, context);
  const areKeysSound = problems.count === problemsBefore;
  if (values.name === undefined || named === undefined) return undefined;
  const { scheme } = named;
  if (isOwnSourceName(values.name)) {
    problems.add(placeOf("name"), {
      code: "bad_name",
      field: `${field}.name`,
      expected: "a name that no source of the gateway itself has",
      found: "one that is taken",
      remedy: "choose another name",
    });
  }

  const rateLimit =
    values.rateLimit === undefined ? undefined : readRate(values.rateLimit, `${field}.rateLimit`, problems);
  const quarantine =
    values.quarantine === undefined
      ? undefined
      : readQuarantine(values.quarantine, `${field}.quarantine`, problems);
  const path = values.path ?? defaultPath(organization, values.name);
  if (values.path !== undefined) {
    const ownPath = defaultPath(organization, values.name);
    checkSourcePath(path, `${field}.path`, { place: placeOf("path"), ownPath, problems });
  }
  const document: SourceDocument = {
    name: values.name,
    ...named,
    secrets: secrets.map((secret) => secret.document),
    callers: callers.map(callerDocument),
    path,
    ...(values.publicUrl === undefined ? {} : { publicUrl: values.publicUrl }),
    method: values.method ?? sourceDefaults.method,
    ...(values.keyEncoding === undefined ? {} : { keyEncoding: values.keyEncoding }),
    ...(values.toleranceMs === undefined ? {} : { toleranceMs: values.toleranceMs }),
    maxBodyBytes: values.maxBodyBytes ?? sourceDefaults.maxBodyBytes,
    payloadCheck: values.payloadCheck ?? sourceDefaults.payloadCheck,
    onConflict: values.onConflict ?? sourceDefaults.onConflict,
    repeatWindowMs: values.repeatWindowMs ?? sourceDefaults.repeatWindowMs,
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(values.payloadRetentionDays === undefined
      ? {}
      : { payloadRetentionDays: values.payloadRetentionDays }),
    ...(values.allowFrom === undefined
      ? {}
      : { allowFrom: readAllowFrom(values.allowFrom, `${field}.allowFrom`, problems) }),
    ...(quarantine === undefined ? {} : { quarantine }),
    ...(values.expectedEveryHours === undefined
      ? {}
      : { expectedEveryMs: values.expectedEveryHours * HOUR_MS }),
  };
  const wanted = callerHeader(scheme) === undefined ? "secrets" : "callers";
  const unwanted = wanted === "secrets" ? "callers" : "secrets";
  if (values[unwanted] !== undefined) {
    problems.add(placeOf(unwanted), {
      code: "unknown_key",
      field: `${field}.${unwanted}`,
      expected: `${wanted}, because ${wanted === "callers" ? "an API key names the caller" : "no API key names a caller"} in the scheme ${scheme.id}`,
      found: unwanted,
      remedy: `use ${wanted} instead`,
    });
  }
  if (values[wanted] === undefined) {
    problems.add(item.place, {
      code: "missing_key",
      field: `${field}.${wanted}`,
      expected: describeKey(wanted, sourceFields[wanted]),
      found: "nothing",
      remedy: `add ${wanted}`,
    });
  } else if (values[unwanted] === undefined) {
    checkVerifier({ document, secrets, callers }, field, {
      problems,
      placeOf,
      organization,
      areKeysSound,
    });
  }
  return { name: values.name, document, callers, field, place: item.place, pathPlace: placeOf("path") };
}
