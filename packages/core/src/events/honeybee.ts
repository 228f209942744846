import { type EventOf, eventSchema } from "./event-schema.ts";
import { flag, list, nullable, number, numberOrText, object, optional, text } from "./shape.ts";

// https://partners.honeybeehealth.com/docs/partners-api/events

const envelope = { event_id: text, event_type: text };

const dispense = object({
  order_number: text,
  /** No page shows one. */
  dispense_id: numberOrText,
  /** `Processing`, `Filling`, `Shipped`, `Delivered`, `On Hold` or `Canceled`; the pages differ in capitals. */
  order_status: text,
  shipment: optional(nullable(object({ tracking_no: text, tracking_url: text }))),
});

/** One prescription. The pages disagree on which of these fields there are: what one of them lacks is optional. */
const medicationRequest = object({
  id: number,
  prescription_id: number,
  active: flag,
  patient_id: optional(text),
  prescriber_name: text,
  receive_date: text,
  drug_name: text,
  ndc: text,
  sig_text: text,
  written_qty: number,
  days_supply: optional(nullable(number)),
  refills_left: number,
  expire_date: text,
  /** A number on one page, text on another. */
  drug_schedule: numberOrText,
  medication_dispenses: optional(list(dispense)),
});

/** An event of any type. What it is about is left unread. */
export const honeybeeEvent = eventSchema(object({ ...envelope, patient_id: optional(text) }));
/** An event that `honeybeeEvent` accepts. */
export type HoneybeeEvent = EventOf<typeof honeybeeEvent>;

/** `RX_RECEIVED` and `RX_UPDATED`: prescriptions and their orders. */
export const honeybeePrescriptionEvent = eventSchema(
  object({ ...envelope, patient_id: text, medication_requests: list(medicationRequest) }),
);
/** An event that `honeybeePrescriptionEvent` accepts. */
export type HoneybeePrescriptionEvent = EventOf<typeof honeybeePrescriptionEvent>;
