import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useHotkeys } from "../hotkeys/use-hotkeys.ts";
import { ActButton } from "../parts/act-button.tsx";
import { emptyInput } from "./bench-input.ts";
import type { BenchInput } from "./bench-input.ts";
import { BenchFields } from "./bench-fields.tsx";
import { BenchResults } from "./bench-results.tsx";
import type { BenchScheme } from "./read-bench.ts";
import type { SendTarget } from "./send-signed.ts";
import { useBench } from "./use-bench.ts";
import classes from "./bench.module.css";

/** A source to send to; a reason takes the button's place where it cannot be sent from here. */
interface Sending {
  readonly target: SendTarget;
  readonly reasonNot: string | undefined;
}

export interface BenchViewProps {
  readonly scheme: BenchScheme;
  /** What the fields hold at first. Default: nothing. */
  readonly start?: BenchInput;
  /** Where it can be sent, or why not. Default: nowhere. */
  readonly sending?: Sending;
}

/** A scheme to try things with: what is typed on the left, what comes of it on the right. */
export function BenchView({ scheme, start = emptyInput, sending }: BenchViewProps): ReactElement {
  const bench = useBench(scheme, start, sending?.target);
  const { input, setInput, run, fillExample, busy } = bench;
  useHotkeys([
    { keys: "mod+enter", does: "Verify", run: () => run("verify") },
    { keys: "x", does: "Fill in an example and sign it", run: fillExample },
  ]);
  return (
    <div className={classes["bench"]} role="group" aria-label={`By ${scheme.data.name}`}>
      <div className={classes["left"]}>
        <BenchFields scheme={scheme.data} input={input} onChange={setInput} />
        <div className={classes["acts"]}>
          <ActButton route="signInPlayground" loading={busy === "sign"} onClick={() => run("sign")}>
            Sign
          </ActButton>
          {sending !== undefined && (
            <ActButton
              route="signInPlayground"
              reasonNotNow={sending.reasonNot ?? reasonOfMethod(input.method)}
              loading={busy === "send"}
              onClick={() => run("send")}
            >
              Send
            </ActButton>
          )}
          <ActButton
            route="verifyInPlayground"
            variant="filled"
            loading={busy === "verify"}
            onClick={() => run("verify")}
          >
            Verify
          </ActButton>
          <ActButton route="explainInPlayground" loading={busy === "explain"} onClick={() => run("explain")}>
            Explain
          </ActButton>
          <span className={classes["end"]}>
            <Button variant="default" onClick={fillExample}>
              Fill in an example
            </Button>
          </span>
        </div>
      </div>
      <BenchResults bench={bench} scheme={scheme.data} />
    </div>
  );
}

function reasonOfMethod(method: BenchInput["method"]): string | undefined {
  return method === "GET" ? "Sources take POST, PUT or PATCH: choose one." : undefined;
}
