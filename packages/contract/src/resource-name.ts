import * as z from "zod";

/** How sources, endpoints and the like are named: as in a configuration file, and fit for a path. */
export const resourceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .describe("Lower-case letters, digits and hyphens, at most 63; starts with a letter or a digit.");
