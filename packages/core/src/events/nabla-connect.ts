import { type EventOf, eventSchema } from "./event-schema.ts";
import { anyFields, list, nullable, object, optional, text } from "./shape.ts";

// Nabla's page “Callback types” (nabla-tech.notion.site).

const envelope = { request_uuid: text, type: text };
const encounter = { external_patient_id: text, external_encounter_id: text, external_provider_id: text };

/** A callback of any type. Its data is left unread; answer with its `request_uuid`. */
export const nablaConnectCallback = eventSchema(object({ ...envelope, data: anyFields }));
/** An event that `nablaConnectCallback` accepts. */
export type NablaConnectCallback = EventOf<typeof nablaConnectCallback>;

/** `NOTE_EXPORT`: a note that a clinician sends to the record. */
export const nablaConnectNoteExport = eventSchema(
  object({
    ...envelope,
    data: object({
      ...encounter,
      note: object({
        sections: list(object({ content: text, title: text, category: nullable(text) })),
      }),
      visit_diagnoses: optional(list(anyFields)),
      transcript: optional(list(anyFields)),
    }),
  }),
);
/** An event that `nablaConnectNoteExport` accepts. */
export type NablaConnectNoteExport = EventOf<typeof nablaConnectNoteExport>;

/** `PATIENT_INSTRUCTIONS_EXPORT`: instructions for the patient. */
export const nablaConnectPatientInstructionsExport = eventSchema(
  object({
    ...envelope,
    data: object({ ...encounter, patient_instructions: object({ instructions: text }) }),
  }),
);
/** An event that `nablaConnectPatientInstructionsExport` accepts. */
export type NablaConnectPatientInstructionsExport = EventOf<typeof nablaConnectPatientInstructionsExport>;
