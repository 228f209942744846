import { Button } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import { CodeBlock } from "./code-block.tsx";
import { Dialog } from "./dialog.tsx";
import classes from "./as-curl.module.css";

export interface CurlCommand {
  /** What it answers, and who may ask. */
  readonly says: string;
  /** "command that reads the event", for the copy button. */
  readonly what: string;
  /** Gets the words that name curl and its API key. */
  readonly write: (curl: string) => string;
}

export interface AsCurlProps {
  /** "This event". */
  readonly subject: string;
  readonly commands: readonly CurlCommand[];
}

/** The key stands in a variable: in the history of a shell nobody finds it. */
const CURL = `curl -H "authorization: Bearer $COUNTERSIGN_API_KEY"`;

/** The same that a screen shows, asked by a shell. */
export function AsCurl({ subject, commands }: AsCurlProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        As curl
      </Button>
      <Dialog title={`${subject} as curl`} isOpen={isOpen} onClose={() => setIsOpen(false)} size="wide">
        <p className={classes["says"]}>With an API key in COUNTERSIGN_API_KEY.</p>
        {commands.map(({ says, what, write }) => (
          <div key={what}>
            <p className={classes["says"]}>{says}</p>
            <CodeBlock what={what} text={write(CURL)} />
          </div>
        ))}
      </Dialog>
    </>
  );
}

/** The lines of a command that reveals what is at this address. */
export function revealCommand(curl: string, url: string): string {
  return [
    `${curl} \\`,
    `  -H "content-type: application/json" -d '{"reason":"…"}' \\`,
    `  ${url}/reveal`,
  ].join("\n");
}
