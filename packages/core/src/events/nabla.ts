import { type EventOf, eventSchema } from "./event-schema.ts";
import { list, nullable, object, text } from "./shape.ts";

// https://docs.nabla.com/webhook/api-receive-webhook

/** What every event has. `status` is text: the pages write its values in two ways. */
const envelope = { id: text, created_at: text, type: text };
const job = { id: text, client_request_id: nullable(text), status: text };

/** An event of the Core API of any type. Its payload is left unread. */
export const nablaEvent = eventSchema(object({ ...envelope, data: object(job) }));
/** An event that `nablaEvent` accepts. */
export type NablaEvent = EventOf<typeof nablaEvent>;

/** `generate_note_async.succeeded`: the note. */
export const nablaGeneratedNote = eventSchema(
  object({
    ...envelope,
    data: object({
      ...job,
      payload: object({
        note: object({ title: text, sections: list(object({ key: text, title: text, text })) }),
      }),
    }),
  }),
);
/** An event that `nablaGeneratedNote` accepts. */
export type NablaGeneratedNote = EventOf<typeof nablaGeneratedNote>;
