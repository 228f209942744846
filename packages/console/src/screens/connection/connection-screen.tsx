import { Link, getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { useNotice } from "../../notices/notices.tsx";
import { AnsweredScreen } from "../../parts/answered-screen.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { DetailLayout } from "../../parts/detail-layout.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { ConnectionDialog } from "../connections/connection-dialog.tsx";
import { PartnerSends } from "./partner-sends.tsx";
import { PartnerIsSent } from "./partner-is-sent.tsx";

const route = getRouteApi("/console/connections/$connection");

/** One partner seen whole. */
export function ConnectionScreen(): ReactElement {
  const { connection: name } = route.useParams();
  const connection = useAnswer("getConnection", { params: { connection: name } });
  return (
    <AnsweredScreen answer={connection} kind="Connection" name={name}>
      {(data) => <ConnectionDetail key={name} connection={data} />}
    </AnsweredScreen>
  );
}

function ConnectionDetail({ connection }: { readonly connection: Answer<"getConnection"> }): ReactElement {
  const { name, inbound, outbound, createdAt } = connection;
  const { tab } = route.useSearch();
  const { history } = useRouter();
  const [isEditing, setIsEditing] = useState(false);
  const [isDeleting, setIsDeleting] = useState(false);
  const notify = useNotice();
  const remove = useAct("deleteConnection", {
    changes: ["listConnections"],
    onDone: () => {
      notify({ kind: "good", text: `${name} is forgotten as a partner; its parts stay.` });
      history.push("/console/connections");
    },
  });
  return (
    <>
      <DetailLayout
        parent={{ name: "Connections", to: "/console/connections" }}
        kind="Connection"
        title={name}
        titleText={name}
        acts={
          <>
            <ActButton route="updateConnection" onClick={() => setIsEditing(true)}>
              Edit…
            </ActButton>
            <ActButton route="deleteConnection" onClick={() => setIsDeleting(true)}>
              Delete…
            </ActButton>
          </>
        }
        facts={[
          {
            name: "Sends through",
            value:
              inbound === null ? (
                "nothing"
              ) : (
                <Link to="/console/sources/$source" params={{ source: inbound.source }}>
                  {inbound.source}
                </Link>
              ),
          },
          {
            name: "Is sent to at",
            value:
              outbound === null ? (
                "nothing"
              ) : (
                <Link to="/console/endpoints/$endpoint" params={{ endpoint: outbound.endpoint }}>
                  {outbound.endpoint}
                </Link>
              ),
          },
          { name: "Made", value: <Timestamp at={createdAt} /> },
        ]}
        tab={tab}
        tabs={[
          {
            id: "both",
            name: "Both directions",
            content: (
              <>
                <PartnerSends inbound={inbound} />
                <PartnerIsSent outbound={outbound} />
              </>
            ),
          },
        ]}
      />
      <ConnectionDialog
        connection={connection}
        isOpen={isEditing}
        onClose={() => setIsEditing(false)}
        onDone={() => notify({ kind: "good", text: "Saved." })}
      />
      <ConfirmDialog
        title={`Delete the connection ${name}`}
        act="Delete the connection"
        isBusy={remove.isPending}
        error={remove.error}
        isOpen={isDeleting}
        onConfirm={() => remove.mutate({ params: { connection: name } })}
        onClose={() => setIsDeleting(false)}
      >
        That these belong together is forgotten. The source, the caller and the endpoint stay.
      </ConfirmDialog>
    </>
  );
}
