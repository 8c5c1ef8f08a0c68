import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { closeAlert } from "../api/records.ts";
import type { Alert } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Dialog } from "../shared/dialog.tsx";
import { DialogButtons } from "../shared/dialog-buttons.tsx";
import { TextField } from "../shared/field.tsx";
import { ProblemNote, useFault } from "../shared/problem-note.tsx";

/** Closes an alert by hand, with a reason. */
export function CloseDialog({ alert, onClose }: { alert: Alert; onClose(): void }) {
  const { alerts: texts, correction } = useConsoleMessages();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const close = useMutation({
    mutationFn: () => closeAlert(alert.id, reason.trim()),
    onSuccess: () => {
      toast(texts.closeDone(alert.queue));
      onClose();
      return client.invalidateQueries({ queryKey: ["admin", "alerts"] });
    },
  });
  const missing = reason.trim() === "" ? correction.noReason : undefined;
  const wrongReason = useFault(close.error, "/reason");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing === undefined) close.mutate();
  };
  return (
    <Dialog title={texts.closing(alert.queue)} unsaved={reason !== ""} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5" onChange={() => close.reset()}>
        <p className="text-sm text-ink-soft">{texts.closingWhy}</p>
        <TextField
          data-first
          name={correction.reason}
          fault={wrongReason}
          maxLength={500}
          placeholder={texts.closingHint}
          value={reason}
          onChange={setReason}
        />
        <ProblemNote error={close.error} beside={["/reason"]} />
        <DialogButtons action={texts.closeAction} denied={missing} busy={close.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
