export type { EventOf, EventSchema } from "./event-schema.ts";
export { type HoneybeeEvent, honeybeeEvent } from "./honeybee.ts";
export { type HoneybeePrescriptionEvent, honeybeePrescriptionEvent } from "./honeybee.ts";
export { type InsightHealthAppointments, insightHealthAppointments } from "./insight-health.ts";
export { type InsightHealthNote, insightHealthNote } from "./insight-health.ts";
export { type NablaConnectCallback, nablaConnectCallback } from "./nabla-connect.ts";
export { type NablaConnectNoteExport, nablaConnectNoteExport } from "./nabla-connect.ts";
export {
  type NablaConnectPatientInstructionsExport,
  nablaConnectPatientInstructionsExport,
} from "./nabla-connect.ts";
export { type NablaEvent, nablaEvent } from "./nabla.ts";
export { type NablaGeneratedNote, nablaGeneratedNote } from "./nabla.ts";
export { type SukiSessionEvent, sukiSessionEvent } from "./suki.ts";
export { type ZentactEvent, zentactEvent } from "./zentact.ts";
export { type ZentactMerchantEvent, zentactMerchantEvent } from "./zentact.ts";
