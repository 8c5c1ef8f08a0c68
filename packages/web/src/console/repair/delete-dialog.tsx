import type { FormEvent } from "react";
import { toast } from "sonner";
import { deleteLetters } from "../api/repair.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Dialog } from "../shell/dialog.tsx";
import { DialogButtons } from "./dialog-buttons.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { useRepair } from "./use-repair.ts";

/** Deletes the chosen messages for good. */
export function DeleteDialog({ queue, ids, onClose }: { queue: string; ids: string[]; onClose(): void }) {
  const { remove: texts } = useConsoleMessages();
  const remove = useRepair(
    queue,
    () => deleteLetters(queue, ids),
    () => {
      toast(texts.started);
      onClose();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(undefined);
  };
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5">
        <p className="text-lg font-semibold tabular-nums">{texts.count(ids.length)}</p>
        <p className="text-sm text-ink-soft">{texts.explained}</p>
        <ProblemNote error={remove.error} />
        <DialogButtons action={texts.action(ids.length)} busy={remove.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
