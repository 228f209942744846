/**
 * Every problem the API answers with. People match on `code`; codes never change meaning. No text holds a submitted
 * value, a secret or personal data: a problem says what was expected, what was found as shape or length, and what next.
 */
export const problemCodes = {
  request_invalid: {
    status: 400,
    title: "The request is not as the route wants it",
    meaning:
      "A path part, a query value, a header or a field of the body is missing, unknown or out of range.",
    remedy: "Correct each place that `problems` names.",
  },
  json_invalid: {
    status: 400,
    title: "The body is not JSON",
    meaning: "The body is not one JSON value in UTF-8, or has a key such as __proto__.",
    remedy: "Send one JSON value in UTF-8.",
  },
  unauthenticated: {
    status: 401,
    title: "No valid API key or session",
    meaning:
      "The API key is missing, unknown, expired or revoked, or the session has ended; the answer is the same for all of these.",
    remedy: "Send `Authorization: Bearer csk_…` with a key that is in force; in the console, sign in.",
  },
  sign_in_refused: {
    status: 401,
    title: "Nobody signs in with that",
    meaning:
      "The organization, the email or the password is wrong, or the user is disabled or has set no password yet; the answer is the same for all of these.",
    remedy: "Correct what was typed, or ask an admin for a new invitation.",
  },
  invitation_wrong: {
    status: 401,
    title: "The invitation is not valid",
    meaning:
      "The code is wrong, was used, has expired, was replaced by a later one, or is of a disabled user.",
    remedy: "Ask an admin for a new invitation.",
  },
  setup_code_wrong: {
    status: 401,
    title: "The setup code is wrong",
    meaning: "The code is not the present one. It changes each time it is used.",
    remedy: "Read it anew from the file `setup-code` in the gateway's data folder.",
  },
  role_not_allowed: {
    status: 403,
    title: "The role does not allow that",
    meaning: "The API key or session is in force, but the route is for other roles.",
    remedy: "Use a key, or have an admin give a role, that the reference lists for the route.",
  },
  password_wrong: {
    status: 403,
    title: "The present password is wrong",
    meaning: "The password that was to be changed is another one, or there is none. Nothing was changed.",
    remedy: "Type the present password, or ask an admin for a new invitation.",
  },
  session_needed: {
    status: 403,
    title: "That is for people who have signed in",
    meaning: "An API key called what only a session has.",
    remedy: "Revoke an API key instead of signing out; an admin resets the password of a user.",
  },
  console_only: {
    status: 403,
    title: "Sessions are for the gateway's own console",
    meaning:
      "The request lacks `x-countersign-console: 1`, or `Sec-Fetch-Site` or `Origin` says that a page of another origin sent it.",
    remedy:
      "Open the console at the gateway's own address, behind a proxy that passes `Host` on; programs use API keys.",
  },
  not_found: {
    status: 404,
    title: "There is no such thing",
    meaning: "The path or the resource does not exist, or belongs to another organization.",
    remedy: "Check the path and the name; the API key sees its own organization only.",
  },
  method_not_allowed: {
    status: 405,
    title: "The path has no such method",
    meaning: "The path exists, but not with this method.",
    remedy: "Use one of the methods in the header `Allow`.",
  },
  name_taken: {
    status: 409,
    title: "The name is taken",
    meaning: "The organization has another resource of this kind with the same name.",
    remedy: "Choose another name.",
  },
  email_taken: {
    status: 409,
    title: "The email is taken",
    meaning: "The organization has a user with this email, who may be disabled.",
    remedy: "Enable or change that user, or use another email.",
  },
  last_admin: {
    status: 409,
    title: "That is the last admin",
    meaning: "The organization has no other active user who is an admin. Nothing was changed.",
    remedy: "Give another active user the role `admin` first.",
  },
  managed_by_file: {
    status: 409,
    title: "The configuration file manages that",
    meaning: "The resource is an entry of the configuration file, which would undo the change.",
    remedy: "Change the entry that `problems` names in the file, and have the gateway read it again.",
  },
  configuration_conflict: {
    status: 409,
    title: "The file claims what something else has",
    meaning:
      "The configuration file names what the API manages, takes from it a scheme that it needs, or has a path that is taken. Nothing was applied.",
    remedy: "Rename the entry in the file, keep the scheme, or change the resource through the API.",
  },
  scheme_built_in: {
    status: 409,
    title: "The scheme is built in",
    meaning: "Built-in schemes are those of the installed version; nobody changes or deletes them.",
    remedy: "Create a scheme with an id of its own from the definition, and name that.",
  },
  scheme_in_use: {
    status: 409,
    title: "The scheme is in use",
    meaning: "Sources or endpoints name the scheme. Nothing was deleted.",
    remedy: "Give each that `problems` names another scheme, or delete it; then delete the scheme.",
  },
  scheme_not_fitting: {
    status: 409,
    title: "Something that names the scheme could not be used with it",
    meaning:
      "The keys, callers, URL or other settings of a source or an endpoint are not what the changed scheme takes. Nothing was changed.",
    remedy:
      "Create a scheme with another id and move each that `problems` names to it, or change their settings first.",
  },
  source_not_receiving: {
    status: 409,
    title: "The source does not receive now",
    meaning: "The source is paused, deleted or cannot be used, so that there is nothing to verify with.",
    remedy: "Enable the source, then ask again.",
  },
  idempotency_key_reused: {
    status: 409,
    title: "The idempotency key belongs to another request",
    meaning: "Within 24 hours the same Idempotency-Key came with another request.",
    remedy: "Use a new key for a new request; repeat a request byte for byte.",
  },
  dedupe_key_reused: {
    status: 409,
    title: "The dedupe key belongs to another event",
    meaning: "An event with another type or content was sent under the same `dedupeKey`. Nothing was stored.",
    remedy: "Use a new key for a new event; a repeat has the same type and content.",
  },
  action_not_allowed: {
    status: 409,
    title: "The state does not allow that",
    meaning:
      "The delivery or the replay is in a state in which this action makes no sense. Nothing was changed.",
    remedy: "Read it again, and choose an action for the state that it is in.",
  },
  endpoint_disabled: {
    status: 409,
    title: "The endpoint is disabled",
    meaning: "Nothing is sent to an endpoint that is paused, gone or removed.",
    remedy: "Enable the endpoint first.",
  },
  under_legal_hold: {
    status: 409,
    title: "A legal hold keeps it",
    meaning: "A legal hold on the organization, the source or the event forbids to delete this.",
    remedy: "Release the hold first, if whoever asked for it agrees.",
  },
  next_master_key_missing: {
    status: 409,
    title: "There is no key to rotate to",
    meaning: "The master key is not a file of the data folder, and the gateway was given no next one.",
    remedy:
      "Start the gateway with COUNTERSIGN_NEXT_MASTER_KEY or COUNTERSIGN_NEXT_MASTER_KEY_COMMAND, then ask again.",
  },
  deliveries_open: {
    status: 409,
    title: "A delivery still needs it",
    meaning:
      "Deliveries of the event are pending, in flight or held, and could not be sent without its payload.",
    remedy: "Wait until they have ended, or cancel them.",
  },
  payload_purged: {
    status: 410,
    title: "The payload was deleted",
    meaning:
      "It was older than its retention, was erased, or its key was destroyed. The event itself is still there.",
    remedy: "Nothing brings it back. `payloadPurgedAt` of the event says since when.",
  },
  precondition_failed: {
    status: 412,
    title: "The resource has changed",
    meaning: "The resource is no longer as the `If-Match` header says.",
    remedy: "Read it again, and repeat the change with its new ETag.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    meaning: "The body has more bytes than the route takes.",
    remedy: "Send less: 1 MiB unless the reference says otherwise.",
  },
  media_type_not_supported: {
    status: 415,
    title: "The body is not application/json",
    meaning: "The Content-Type is not application/json, or the body is compressed.",
    remedy: "Send application/json without Content-Encoding.",
  },
  too_many_failures: {
    status: 429,
    title: "Too many failed attempts",
    meaning: "Too many wrong API keys, codes or passwords came from this address, or for this user.",
    remedy: "Wait as long as `Retry-After` says, then use the right one.",
  },
  too_many_streams: {
    status: 429,
    title: "Too many streams are open",
    meaning: "This API key has as many streams open as one key may have.",
    remedy: "Close a stream, or use a key of its own for each program.",
  },
  internal_error: {
    status: 500,
    title: "Something went wrong in the gateway",
    meaning: "A fault of the gateway. Nothing is known about the outcome.",
    remedy: "Look for the `requestId` in the gateway's log.",
  },
  unavailable: {
    status: 503,
    title: "The gateway cannot do that now",
    meaning: "The store cannot commit, memory is short, or the gateway stops. Nothing was changed.",
    remedy: "Repeat the request after `Retry-After`, with the same Idempotency-Key.",
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;

interface ProblemEntry {
  readonly status: number;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

export type ProblemCode = keyof typeof problemCodes;
