import { Button } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import { CodeBlock } from "../../parts/code-block.tsx";
import { Dialog } from "../../parts/dialog.tsx";

/** The same, asked by a shell: the cause, and the bytes for whoever may have them. */
export function CopyAsCurl({ quarantined }: { readonly quarantined: string }): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const url = `${globalThis.location.origin}/api/v1/quarantine/${quarantined}`;
  const key = `-H "authorization: Bearer $COUNTERSIGN_API_KEY"`;
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        As curl
      </Button>
      <Dialog
        title="This refused request as curl"
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        size="wide"
      >
        <p style={{ margin: 0, fontSize: 13 }}>With an API key in COUNTERSIGN_API_KEY. Its cause:</p>
        <CodeBlock
          what="command that explains the refusal"
          text={`curl -X POST ${key} \\\n  ${url}/explain`}
        />
        <p style={{ margin: 0, fontSize: 13 }}>
          Its content, with a key of the role clinical and a reason, which is audited:
        </p>
        <CodeBlock
          what="command that reveals the request"
          text={[
            `curl ${key} \\`,
            `  -H "content-type: application/json" -d '{"reason":"…"}' \\`,
            `  ${url}/reveal`,
          ].join("\n")}
        />
      </Dialog>
    </>
  );
}
