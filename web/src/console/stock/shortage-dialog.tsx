import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useLanguage } from "../../i18n/language.ts";
import { stockQuery } from "../api/queries.ts";
import { closeShortage } from "../api/records.ts";
import type { StockItem } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Dialog } from "../shared/dialog.tsx";
import { DialogButtons } from "../shared/dialog-buttons.tsx";
import { TextField } from "../shared/field.tsx";
import { ProblemNote, useFault } from "../shared/problem-note.tsx";

interface Props {
  item: StockItem;
  shortageId: string;
  onClose(): void;
}

/** Closes a shortage by hand, with a reason. */
export function ShortageDialog({ item, shortageId, onClose }: Props) {
  const { closing: texts, correction } = useConsoleMessages();
  const language = useLanguage();
  const client = useQueryClient();
  // The shortage that was viewed, whichever is open by now.
  const [id] = useState(shortageId);
  const [reason, setReason] = useState("");
  const name = item.name[language];
  const close = useMutation({
    mutationFn: () => closeShortage(item.productId, id, reason.trim()),
    onSuccess: ({ askedAnew }) => {
      toast(askedAnew ? texts.askedAnew(name) : texts.done(name));
      onClose();
      return client.invalidateQueries({ queryKey: stockQuery.queryKey });
    },
  });
  const missing = reason.trim() === "" ? correction.noReason : undefined;
  const wrongReason = useFault(close.error, "/reason");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing === undefined) close.mutate();
  };
  return (
    <Dialog title={texts.title(name)} unsaved={reason !== ""} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5" onChange={() => close.reset()}>
        <p className="text-sm text-ink-soft">{texts.explained}</p>
        <TextField
          data-first
          name={correction.reason}
          fault={wrongReason}
          maxLength={500}
          placeholder={texts.reasonHint}
          value={reason}
          onChange={setReason}
        />
        <ProblemNote error={close.error} beside={["/reason"]} />
        <DialogButtons action={texts.action} denied={missing} busy={close.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
