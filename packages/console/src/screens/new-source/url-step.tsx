import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { CodeBlock } from "../../parts/code-block.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { useScheme } from "../../senders/use-scheme.ts";
import { senderUrl } from "../../senders/sender-url.ts";
import { VendorPages } from "./vendor-pages.tsx";
import classes from "./new-source.module.css";

/** What to enter at the vendor. */
export function UrlStep({ source: name }: { readonly source: string }): ReactElement {
  const source = useAnswer("getSource", { params: { source: name } });
  const scheme = useScheme(source.data?.scheme ?? {});
  if (source.error !== null) return <Problem error={source.error} onRetry={() => void source.refetch()} />;
  if (source.data === undefined) return <LoadingDetail what="source" />;
  return (
    <>
      <p className={classes["text"]}>
        {name} receives already. Enter this URL where the vendor asks for the webhook&apos;s address:
      </p>
      <CodeBlock what="URL for the sender" text={senderUrl(source.data)} />
      <p className={classes["quiet"]}>
        It begins as this page&apos;s own address does. If senders reach the gateway through a proxy under
        another name, give them that name with the same path, <code>{source.data.path}</code>, and see that
        the proxy passes the body and the headers on unchanged.
      </p>
      {scheme?.documentation !== undefined && <VendorPages scheme={scheme} />}
      <div className={classes["acts"]}>
        <Button
          renderRoot={(props: object) => (
            <Link to="/console/sources/new" search={{ step: "wait", source: name }} {...props} />
          )}
        >
          Wait for the first event
        </Button>
      </div>
    </>
  );
}
