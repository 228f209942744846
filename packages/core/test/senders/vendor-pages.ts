/** A sender whose page we describe: the hosts of its own documents, and our page in docs/senders. */
export interface VendorPage {
  readonly page: string;
  readonly hosts: readonly string[];
}

/** The five. A scheme that cites one of the hosts must stand on the page. */
export const vendorPages: readonly VendorPage[] = [
  { page: "insight-health", hosts: ["docs.insighthealth.ai"] },
  { page: "nabla", hosts: ["docs.nabla.com", "nabla-tech.notion.site"] },
  { page: "suki", hosts: ["developer.suki.ai"] },
  { page: "honeybee", hosts: ["partners.honeybeehealth.com"] },
  { page: "zentact", hosts: ["docs.zentact.com"] },
];
