import type { ReactElement } from "react";
import { AsCurl, revealCommand } from "../../parts/as-curl.tsx";

/** The cause of a refusal, and the bytes for whoever may have them. */
export function QuarantinedAsCurl({ quarantined }: { readonly quarantined: string }): ReactElement {
  const url = `${globalThis.location.origin}/api/v1/quarantine/${quarantined}`;
  return (
    <AsCurl
      subject="This refused request"
      commands={[
        {
          says: "Its cause:",
          what: "command that explains the refusal",
          write: (curl) => `${curl} -X POST \\\n  ${url}/explain`,
        },
        {
          says: "Its content, with a key of the role clinical and a reason, which is audited:",
          what: "command that reveals the request",
          write: (curl) => revealCommand(curl, url),
        },
      ]}
    />
  );
}
