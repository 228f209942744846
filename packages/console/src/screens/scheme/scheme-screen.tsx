import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { AnsweredScreen } from "../../parts/answered-screen.tsx";
import { CodeBlock } from "../../parts/code-block.tsx";
import { DetailLayout } from "../../parts/detail-layout.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { descriptionText } from "../../schemes/description-text.ts";
import { useSchemeUsers } from "../../schemes/use-scheme-users.ts";
import type { SchemeData } from "../../senders/scheme-data.ts";
import { SchemeActs } from "./scheme-acts.tsx";
import { SchemeDanger } from "./scheme-danger.tsx";
import { schemeFacts } from "./scheme-facts.tsx";
import { SchemeSigns } from "./scheme-signs.tsx";
import { SchemeTests } from "./scheme-tests.tsx";
import { SchemeUsers } from "./scheme-users.tsx";
import { SchemeVersions } from "./scheme-versions.tsx";

const route = getRouteApi("/console/schemes/$scheme");

/** One scheme: what it signs, as words and as data, whether it holds, and who goes by it. */
export function SchemeScreen(): ReactElement {
  const { scheme: id } = route.useParams();
  const scheme = useAnswer("getScheme", { params: { scheme: id } });
  return (
    <AnsweredScreen answer={scheme} kind="Scheme" name={id}>
      {(data) => <SchemeDetail key={id} scheme={data} />}
    </AnsweredScreen>
  );
}

function SchemeDetail({ scheme }: { readonly scheme: Answer<"getScheme"> }): ReactElement {
  const { id, name, origin, state, definition } = scheme;
  const { tab } = route.useSearch();
  const users = useSchemeUsers()?.(id);
  // The gateway has parsed it before it kept it.
  const data = definition as unknown as SchemeData;
  return (
    <DetailLayout
      parent={{ name: "Schemes", to: "/console/schemes" }}
      kind="Scheme"
      title={name}
      titleText={name}
      states={<StateBadge state={state === "removed" ? state : origin} />}
      acts={<SchemeActs scheme={scheme} />}
      facts={schemeFacts(scheme, data)}
      tab={tab}
      tabs={[
        { id: "signs", name: "How it signs", content: <SchemeSigns scheme={data} /> },
        {
          id: "description",
          name: "Description",
          content: <CodeBlock what="description" text={descriptionText(definition)} />,
        },
        { id: "tests", name: "Tests", content: <SchemeTests scheme={id} /> },
        {
          id: "users",
          name: "Used by",
          ...(users !== undefined && { count: users.length }),
          content: <SchemeUsers users={users} scheme={id} />,
        },
        ...(origin === "custom"
          ? [
              { id: "versions", name: "Versions", content: <SchemeVersions scheme={id} /> },
              { id: "danger", name: "Danger", content: <SchemeDanger scheme={scheme} users={users} /> },
            ]
          : []),
      ]}
    />
  );
}
