import { useMutation } from "@tanstack/react-query";
import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer } from "../api/answer-types.ts";
import { client } from "../api/client.ts";
import { useAct } from "../api/use-act.ts";
import type { BenchInput } from "./bench-input.ts";
import { exampleInput } from "./example-input.ts";
import { withHeaders } from "./header-lines.ts";
import { readBench } from "./read-bench.ts";
import type { BenchCalls, BenchScheme } from "./read-bench.ts";
import { sendSigned } from "./send-signed.ts";
import type { SendTarget, SentAnswer } from "./send-signed.ts";

export type BenchAct = "sign" | "send" | "verify" | "explain";

/** What came of the last act; `of` is what was tried, so that a later change of it can be told. */
export type BenchResult =
  | { readonly act: "sign"; readonly of: BenchInput; readonly answer: Answer<"signInPlayground"> }
  | {
      readonly act: "send";
      readonly of: BenchInput;
      readonly answer: SentAnswer;
      readonly target: SendTarget;
    }
  | { readonly act: "verify"; readonly of: BenchInput; readonly answer: Answer<"verifyInPlayground"> }
  | { readonly act: "explain"; readonly of: BenchInput; readonly answer: Answer<"explainInPlayground"> };

export interface Bench {
  readonly input: BenchInput;
  readonly setInput: (input: BenchInput) => void;
  readonly run: (act: BenchAct) => void;
  /** Fills in a request that the scheme's sender might send, and signs it. */
  readonly fillExample: () => void;
  readonly busy: BenchAct | undefined;
  /** Why the last act was not tried at all. */
  readonly missing: string | undefined;
  readonly error: Error | null;
  readonly result: BenchResult | undefined;
}

/** Signing, verifying and explaining with what was typed. All of it is forgotten with the screen. */
export function useBench(scheme: BenchScheme, start: BenchInput, target?: SendTarget): Bench {
  const [input, setInput] = useState(start);
  const [missing, setMissing] = useState<string>();
  const [result, setResult] = useState<BenchResult>();
  const sign = useAct("signInPlayground");
  const verify = useAct("verifyInPlayground");
  const explain = useAct("explainInPlayground");
  const send = useSend();
  const acts = { sign, send, verify, explain };

  const tryWith = (act: BenchAct, of: BenchInput): void => {
    const calls = readBench(scheme, of);
    setMissing(typeof calls === "string" ? calls : undefined);
    for (const each of Object.values(acts)) each.reset();
    if (typeof calls === "string") return;
    setResult(undefined);
    if (act === "verify") {
      verify.mutate({ body: calls.judge }, { onSuccess: (answer) => setResult({ act, of, answer }) });
    } else if (act === "explain") {
      explain.mutate({ body: calls.judge }, { onSuccess: (answer) => setResult({ act, of, answer }) });
    } else if (act === "send") {
      if (target === undefined) return;
      send.mutate(
        { call: calls.sign, of, target },
        {
          onSuccess: ({ signed, answer }) => {
            setInput(signed);
            setResult({ act, of: signed, answer, target });
          },
        },
      );
    } else {
      const onSuccess = (answer: Answer<"signInPlayground">): void => {
        const signed = { ...of, headers: withHeaders(of.headers, answer.headers) };
        setInput(signed);
        setResult({ act, of: signed, answer });
      };
      sign.mutate({ body: calls.sign }, { onSuccess });
    }
  };

  const names = ["sign", "send", "verify", "explain"] as const;
  return {
    input,
    setInput,
    run: (act) => tryWith(act, input),
    fillExample: () => {
      const example = exampleInput(scheme.data);
      setInput(example);
      tryWith("sign", example);
    },
    busy: names.find((name) => acts[name].isPending),
    missing,
    error: names.map((name) => acts[name].error).find((error) => error !== null) ?? null,
    result,
  };
}

interface Sending {
  readonly call: BenchCalls["sign"];
  readonly of: BenchInput;
  readonly target: SendTarget;
}

/** Signs what was typed and sends it to a source, as its sender would. */
function useSend(): UseMutationResult<
  { readonly signed: BenchInput; readonly answer: SentAnswer },
  Error,
  Sending
> {
  return useMutation({
    // Forgotten as soon as nobody looks at it: what was typed holds the secret.
    gcTime: 0,
    mutationFn: async ({ call, of, target }: Sending) => {
      const { headers } = await client.call("signInPlayground", { body: call });
      const signed = { ...of, headers: withHeaders(of.headers, headers) };
      return { signed, answer: await sendSigned(target, signed) };
    },
  });
}
