import { type EventOf, eventSchema } from "./event-schema.ts";
import { anyFields, dependingOn, list, object, optional, text } from "./shape.ts";

// https://docs.insighthealth.ai/webhooks/sync-appointments and https://docs.insighthealth.ai/webhooks/push-notes

const maybeText = optional(text);

/**
 * One appointment with its people. The page marks more fields as required than its own examples send: what an
 * example lacks is optional here. Dates are MM/DD/YYYY, times MM/DD/YYYY HH:MM.
 */
const visit = object({
  appointment: object({
    id: text,
    status: text,
    start_time: maybeText,
    start_date: maybeText,
    created_time: maybeText,
    type: maybeText,
    /** Minutes, as text. */
    duration: maybeText,
    reason: maybeText,
    notes: maybeText,
  }),
  patient: object({ id: text, first_name: text, last_name: text, birth_date: maybeText, gender: maybeText }),
  practitioner: optional(anyFields),
  location: optional(anyFields),
  encounter: optional(anyFields),
  department_id: maybeText,
});

/** `appointments.sync`: a list of appointments, or one by itself. */
export const insightHealthAppointments = eventSchema(
  dependingOn("appointments", object({ appointments: list(visit) }), visit),
);
/** An event that `insightHealthAppointments` accepts. */
export type InsightHealthAppointments = EventOf<typeof insightHealthAppointments>;

/** `notes.push`: a note. `summary_id` is new for each regeneration. */
export const insightHealthNote = eventSchema(
  object({
    patient_id: text,
    encounter_id: text,
    summary_id: text,
    template_name: text,
    /** The note's sections, by names that depend on the template. */
    sections: anyFields,
  }),
);
/** An event that `insightHealthNote` accepts. */
export type InsightHealthNote = EventOf<typeof insightHealthNote>;
