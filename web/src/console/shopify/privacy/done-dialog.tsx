import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { toast } from "sonner";
import { Dialog } from "../../shared/dialog.tsx";
import { DialogButtons } from "../../shared/dialog-buttons.tsx";
import { ProblemNote } from "../../shared/problem-note.tsx";
import { finishTask, shopifyKey } from "../api.ts";
import { useShopifyTexts } from "../messages/index.ts";

/** Asks for confirmation: erased data cannot be restored. */
export function DoneDialog({ id, onClose }: { id: string; onClose(): void }) {
  const { privacy: texts } = useShopifyTexts();
  const client = useQueryClient();
  const finish = useMutation({
    mutationFn: () => finishTask(id),
    onSuccess: () => {
      toast(texts.said);
      onClose();
      return client.invalidateQueries({ queryKey: shopifyKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    finish.mutate();
  };
  return (
    <Dialog title={texts.doneTitle} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5">
        <p className="text-sm text-ink-soft">{texts.doneBody}</p>
        <ProblemNote error={finish.error} />
        <DialogButtons first action={texts.done} busy={finish.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
