import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { faultsOf } from "../../../api/explain.ts";
import { useProblemTexts } from "../../../i18n/problems/index.ts";
import { Body } from "../../message/message-body.tsx";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { Field, fieldClass } from "../../shared/field.tsx";
import { PanelCard } from "../../shared/panel-card.tsx";
import { ProblemNote } from "../../shared/problem-note.tsx";
import { placeOf } from "../../text/json-place.ts";
import { importOrder, shopifyKey } from "../api.ts";
import { brokenPlace } from "../broken-place.ts";
import { FollowDelivery } from "../follow-delivery.tsx";
import { useShopifyTexts } from "../messages/index.ts";
import { FileButton } from "./file-button.tsx";

const api = getRouteApi("/console/shopify/send");

/** Imports one order's JSON, byte for byte, after its webhook was lost. */
export function ImportOrder() {
  const { send: texts } = useShopifyTexts();
  const denied = useDenied();
  const client = useQueryClient();
  const navigate = api.useNavigate();
  const { imported } = api.useSearch();
  const [text, setText] = useState("");
  const broken = useMemo(() => (text.trim() === "" ? undefined : brokenPlace(text)), [text]);
  const queue = useMutation({
    mutationFn: () => importOrder(text),
    onSuccess: ({ webhookId }) => {
      setText("");
      void client.invalidateQueries({ queryKey: shopifyKey });
      return navigate({
        search: (before) => ({ ...before, imported: webhookId }),
        replace: true,
        resetScroll: false,
      });
    },
  });
  const take = (json: string) => {
    setText(json);
    queue.reset();
  };
  const takeFile = async (file: File | undefined) => {
    if (file) take(await file.text());
  };
  const why = denied ?? (text.trim() === "" ? texts.noText : broken && texts.notJson(broken.line, broken.column));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why === undefined) queue.mutate();
  };
  return (
    <PanelCard title={texts.import} body={texts.importBody}>
      <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <Field name={texts.paste} help={broken && texts.notJson(broken.line, broken.column)}>
          <textarea
            value={text}
            rows={8}
            spellCheck={false}
            autoCapitalize="off"
            readOnly={denied !== undefined}
            placeholder='{"id": 450789469, "line_items": […]}'
            onChange={(event) => take(event.target.value)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              if (event.dataTransfer.files.length === 0 || denied) return;
              event.preventDefault();
              void takeFile(event.dataTransfer.files[0]);
            }}
            className={`resize-y py-2 font-mono text-xs! ${fieldClass}`}
          />
        </Field>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <ActionButton type="submit" kind="primary" denied={why} busy={queue.isPending}>
            {texts.action}
          </ActionButton>
          <FileButton denied={denied} onFile={takeFile} />
          {text !== "" && (
            <ActionButton kind="quiet" onClick={() => take("")}>
              {texts.clear}
            </ActionButton>
          )}
        </div>
        <ProblemNote error={queue.error} />
        <Place text={text} error={queue.error} />
      </form>
      {imported !== undefined && (
        <p className="border-t border-hairline pt-3 text-sm">
          <FollowDelivery key={imported} webhookId={imported} />
        </p>
      )}
    </PanelCard>
  );
}

/** The field that the server named. */
function Place({ text, error }: { text: string; error: Error | null }) {
  const { send: texts } = useShopifyTexts();
  const [first] = faultsOf(useProblemTexts(), error);
  if (!first) return null;
  return <Body title={texts.place} text={text} mark={{ ...placeOf(text, first.pointer), note: first.words }} />;
}
