import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useConsoleMessages } from "../messages/index.ts";
import { Dialog } from "./dialog.tsx";
import { DialogButtons } from "./dialog-buttons.tsx";
import { TextField } from "./field.tsx";
import { ProblemNote, useFault } from "./problem-note.tsx";

interface Props<Result> {
  title: string;
  explained: string;
  /** An example of a reason. */
  hint: string;
  /** The confirming button's label. */
  action: string;
  confirm(reason: string): Promise<Result>;
  /** Called before the dialog closes. */
  onDone(result: Result): unknown;
  onClose(): void;
}

/** Asks for a reason, without which the action is not taken. */
export function ReasonDialog<Result>({ title, explained, hint, action, confirm, onDone, onClose }: Props<Result>) {
  const { correction: texts } = useConsoleMessages();
  const [reason, setReason] = useState("");
  const mutation = useMutation({
    mutationFn: () => confirm(reason.trim()),
    onSuccess: (result) => {
      const done = onDone(result);
      onClose();
      return done;
    },
  });
  const missing = reason.trim() === "" ? texts.noReason : undefined;
  const fault = useFault(mutation.error, "/reason");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing === undefined) mutation.mutate();
  };
  return (
    <Dialog title={title} unsaved={reason !== ""} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5" onChange={() => mutation.reset()}>
        <p className="text-sm text-ink-soft">{explained}</p>
        <TextField
          data-first
          name={texts.reason}
          fault={fault}
          maxLength={500}
          placeholder={hint}
          value={reason}
          onChange={setReason}
        />
        <ProblemNote error={mutation.error} beside={["/reason"]} />
        <DialogButtons action={action} denied={missing} busy={mutation.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
