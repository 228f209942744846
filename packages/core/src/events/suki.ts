import { type EventOf, eventSchema } from "./event-schema.ts";
import { anyFields, list, object, optional, text } from "./shape.ts";

// https://developer.suki.ai/documentation/webhook/payload-and-response

/** Where to fetch a result. `href` is relative to the API's base URL. */
const links = optional(
  list(object({ href: text, method: optional(text), name: optional(text), type: optional(text) })),
);

/**
 * The outcome of a session. `status` is `success` or `failure` in the documented bodies; time-outs and
 * cancellations are announced without one, so any text passes.
 */
export const sukiSessionEvent = eventSchema(
  object({
    status: text,
    session_id: text,
    encounter_id: text,
    sessions: optional(list(text)),
    additional_info: optional(anyFields),
    _links: optional(
      object({
        contents: links,
        encounter_content: links,
        structured_data: links,
        encounter_structured_data: links,
        status: links,
        transcripts: links,
      }),
    ),
    /** With a failure, such as `ERROR_CODE_TRANSCRIPTION`. */
    error_code: optional(text),
    error_detail: optional(text),
  }),
);
/** An event that `sukiSessionEvent` accepts. */
export type SukiSessionEvent = EventOf<typeof sukiSessionEvent>;
