import { Button } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import { CodeBlock } from "../../parts/code-block.tsx";
import { Dialog } from "../../parts/dialog.tsx";

/** The same, asked by a shell: what is known of the event, and its bytes for whoever may have them. */
export function CopyAsCurl({ event }: { readonly event: string }): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const url = `${globalThis.location.origin}/api/v1/events/${event}`;
  const key = `-H "authorization: Bearer $COUNTERSIGN_API_KEY"`;
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        As curl
      </Button>
      <Dialog title="This event as curl" isOpen={isOpen} onClose={() => setIsOpen(false)} size="wide">
        <p style={{ margin: 0, fontSize: 13 }}>
          With an API key in COUNTERSIGN_API_KEY. What is known of it:
        </p>
        <CodeBlock what="command that reads the event" text={`curl ${key} \\\n  ${url}`} />
        <p style={{ margin: 0, fontSize: 13 }}>
          Its exact bytes, with a key of the role clinical and a reason, which is audited:
        </p>
        <CodeBlock
          what="command that reveals the payload"
          text={[
            `curl ${key} \\`,
            `  -H "content-type: application/json" -d '{"reason":"…"}' \\`,
            `  ${url}/reveal | node -e 'process.stdout.write(Buffer.from(JSON.parse(require("fs").readFileSync(0)).bodyBase64,"base64"))'`,
          ].join("\n")}
        />
      </Dialog>
    </>
  );
}
