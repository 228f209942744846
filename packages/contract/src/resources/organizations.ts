import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";

export const organization = z
  .object({
    name: resourceName,
    configVersion: z.int().describe("Rises with each change of the organization's configuration."),
  })
  .meta({ id: "Organization" });

export const organizationRoutes = {
  listOrganizations: defineRoute({
    method: "GET",
    path: "/api/v1/organizations",
    access: everyRole,
    summary: "Lists the organizations that the API key sees: its own.",
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(organization) },
    problems: [],
  }),
  getOrganization: defineRoute({
    method: "GET",
    path: "/api/v1/organizations/{organization}",
    access: everyRole,
    summary: "Shows the API key's own organization.",
    params: z.strictObject({ organization: resourceName }),
    answer: { status: 200, body: organization },
    problems: [],
    hasEtag: true,
  }),
};
