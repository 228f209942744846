import type { ReactElement } from "react";
import { AsCurl, revealCommand } from "../../parts/as-curl.tsx";

/** Writes the bytes of a revealed answer, and nothing else. */
const BODY = `node -e 'process.stdout.write(Buffer.from(JSON.parse(require("fs").readFileSync(0)).bodyBase64,"base64"))'`;

/** What is known of an event, and its bytes for whoever may have them. */
export function EventAsCurl({ event }: { readonly event: string }): ReactElement {
  const url = `${globalThis.location.origin}/api/v1/events/${event}`;
  return (
    <AsCurl
      subject="This event"
      commands={[
        {
          says: "What is known of it:",
          what: "command that reads the event",
          write: (curl) => `${curl} \\\n  ${url}`,
        },
        {
          says: "Its exact bytes, with a key of the role clinical and a reason, which is audited:",
          what: "command that reveals the payload",
          write: (curl) => `${revealCommand(curl, url)} | ${BODY}`,
        },
      ]}
    />
  );
}
