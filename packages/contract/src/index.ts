export type { Role } from "./role.ts";
export { roles } from "./role.ts";
