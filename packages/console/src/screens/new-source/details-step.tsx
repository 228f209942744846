import { Button, NativeSelect, TextInput } from "@mantine/core";
import { Link, getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useAct } from "../../api/use-act.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { NameField } from "../../forms/name-field.tsx";
import { readForm } from "../../forms/read-form.ts";
import { SecretField } from "../../forms/secret-field.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import type { KeyEncoding, SchemeData } from "../../senders/scheme-data.ts";
import { schemeKeyEncoding } from "../../senders/scheme-facts.ts";
import { signsPart } from "../../senders/signs-part.ts";
import { sourceInput } from "./source-input.ts";
import { VendorPages } from "./vendor-pages.tsx";
import classes from "./new-source.module.css";

const route = getRouteApi("/console/sources/new");

/** What each encoding means to whoever holds a secret in the hand. */
const encodings: Readonly<Record<KeyEncoding, string>> = {
  utf8: "as text: its characters are the key",
  hex: "as hex: two of 0–9 a–f are one byte",
  base64: "as base64: four characters are three bytes",
};

/** Name and secret of the new source. The secret lives in the form alone until it is sent. */
export function DetailsStep({ scheme: id }: { readonly scheme: string }): ReactElement {
  const scheme = useAnswer("getScheme", { params: { scheme: id } });
  if (scheme.error !== null) return <Problem error={scheme.error} onRetry={() => void scheme.refetch()} />;
  if (scheme.data === undefined) return <LoadingDetail what="scheme" />;
  return <DetailsForm scheme={scheme.data.definition as unknown as SchemeData} />;
}

function DetailsForm({ scheme }: { readonly scheme: SchemeData }): ReactElement {
  const navigate = route.useNavigate();
  const own = schemeKeyEncoding(scheme);
  const [encoding, setEncoding] = useState<KeyEncoding | undefined>(own);
  const create = useAct("createSource", {
    changes: ["listSources"],
    onDone: ({ name }) => void navigate({ search: { step: "url", source: name } }),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { text, exact } = readForm(event.currentTarget);
    const keyEncoding = encoding === own ? undefined : encoding;
    create.mutate({ body: sourceInput({ scheme, text, exact, keyEncoding }) });
  };
  const isMac = scheme.proof.kind === "mac";
  return (
    <form className={classes["form"]} onSubmit={submit}>
      <VendorPages scheme={scheme} />
      <NameField description="Part of the URL, and what every list calls it." defaultValue={scheme.id} />
      {scheme.caller !== undefined && (
        <>
          <NameField
            label="First caller"
            description="Who the API key names. More can be added later."
            name="caller"
          />
          <SecretField
            label="API key of the caller"
            description={`What it sends in ${scheme.caller.header}.`}
            name="apiKey"
          />
        </>
      )}
      <SecretField
        label={isMac ? "Signing secret" : "Agreed text"}
        description={
          isMac
            ? "Exactly as the vendor shows it, with any prefix."
            : `What the sender puts into ${scheme.proof.header}, exactly.`
        }
        name="secret"
      />
      {encoding !== undefined && (
        <NativeSelect
          label="The secret is read"
          description="Leave it as it is unless the vendor says otherwise: read wrongly, nothing verifies."
          value={encoding}
          data={Object.entries(encodings).map(([value, words]) => ({
            value,
            label: value === own ? `${words} (this scheme's own)` : words,
          }))}
          onChange={(event) => setEncoding(event.currentTarget.value as KeyEncoding)}
        />
      )}
      {signsPart(scheme, "url") && (
        <TextInput
          label="Public URL"
          description="This sender signs the URL that it calls: give it here exactly as the sender will have it."
          name="publicUrl"
          type="url"
          autoComplete="off"
          required
        />
      )}
      {create.error !== null && <Problem error={create.error} />}
      <div className={classes["acts"]}>
        <Button
          variant="default"
          renderRoot={(props: object) => <Link to="/console/sources/new" {...props} />}
        >
          Back
        </Button>
        <Button type="submit" loading={create.isPending}>
          Make the source
        </Button>
      </div>
    </form>
  );
}
