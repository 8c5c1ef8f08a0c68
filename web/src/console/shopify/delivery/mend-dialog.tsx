import type { ShopifyDelivery } from "@donut/contracts/shopify";
import { type FormEvent, useMemo, useState } from "react";
import { toast } from "sonner";
import { Dialog } from "../../shared/dialog.tsx";
import { DialogButtons } from "../../shared/dialog-buttons.tsx";
import { Diff } from "../../shared/diff.tsx";
import { Field, fieldClass } from "../../shared/field.tsx";
import { ProblemNote } from "../../shared/problem-note.tsx";
import { compact, pretty } from "../../text/json-text.ts";
import { brokenPlace } from "../broken-place.ts";
import { useShopifyTexts } from "../messages/index.ts";
import { Wrong } from "../wrong.tsx";
import { useRetry } from "./use-retry.ts";

interface Props {
  webhookId: string;
  raw: string;
  wrong: ShopifyDelivery;
  onClose(): void;
}

/** Edits a given-up body, shows the changes, and sends it again. */
export function MendDialog({ webhookId, raw, wrong, onClose }: Props) {
  const { delivery: texts, send } = useShopifyTexts();
  const before = useMemo(() => pretty(raw), [raw]);
  const [text, setText] = useState(before);
  const broken = brokenPlace(text);
  const same = compact(text) === compact(raw);
  const retry = useRetry(webhookId);
  const denied = same ? texts.same : broken && send.notJson(broken.line, broken.column);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (denied) return;
    retry.mutate(compact(text), {
      onSuccess: () => {
        toast(texts.queued);
        onClose();
      },
    });
  };
  return (
    <Dialog title={texts.mendTitle} wide unsaved={!same} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5">
        <div className="grid gap-1 text-sm">
          <p className="text-ink-soft">{texts.mendExplained}</p>
          <Wrong delivery={wrong} />
        </div>
        <div className="grid gap-4 lg:grid-cols-2">
          <Field name={texts.mended} help={broken && send.notJson(broken.line, broken.column)}>
            <textarea
              data-first
              value={text}
              rows={18}
              spellCheck={false}
              autoCapitalize="off"
              onChange={(event) => {
                setText(event.target.value);
                retry.reset();
              }}
              className={`resize-y py-2 font-mono text-xs! ${fieldClass}`}
            />
          </Field>
          <div className="grid content-start gap-1 text-sm">
            <span className="font-semibold">{texts.changes}</span>
            {same ? <p className="text-ink-soft">{texts.same}</p> : <Diff before={before} after={text} />}
          </div>
        </div>
        <ProblemNote error={retry.error} />
        <DialogButtons action={texts.again} denied={denied} busy={retry.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
