import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useLanguage } from "../../i18n/language.ts";
import { stockQuery } from "../api/queries.ts";
import { adjustStock } from "../api/records.ts";
import type { StockItem } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Dialog } from "../shared/dialog.tsx";
import { DialogButtons } from "../shared/dialog-buttons.tsx";
import { TextField } from "../shared/field.tsx";
import { ProblemNote, useFault } from "../shared/problem-note.tsx";

/** Corrects the recorded stock: units found or lost, and why. */
export function StockDialog({ item, onClose }: { item: StockItem; onClose(): void }) {
  const { correction: texts } = useConsoleMessages();
  const language = useLanguage();
  const client = useQueryClient();
  const [units, setUnits] = useState("");
  const [reason, setReason] = useState("");
  const name = item.name[language];
  const by = Number(units);
  const correct = useMutation({
    mutationFn: () => adjustStock(item.productId, by, reason.trim()),
    onSuccess: ({ stock }) => {
      toast(texts.done(name, stock.available));
      onClose();
      return client.invalidateQueries({ queryKey: stockQuery.queryKey });
    },
  });
  const missing = !Number.isInteger(by) || by === 0 ? texts.noUnits : reason.trim() === "" ? texts.noReason : undefined;
  const wrongUnits = useFault(correct.error, "/adjustBy");
  const wrongReason = useFault(correct.error, "/reason");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing === undefined) correct.mutate();
  };
  return (
    <Dialog title={texts.title(name)} unsaved={units !== "" || reason !== ""} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-5" onChange={() => correct.reset()}>
        <p className="text-sm text-ink-soft">{texts.explained}</p>
        <TextField
          data-first
          name={texts.units}
          fault={wrongUnits}
          help={texts.becomes(item.available, Number.isInteger(by) ? item.available + by : undefined)}
          type="number"
          step={1}
          min={-100_000}
          max={100_000}
          placeholder="-3"
          value={units}
          onChange={setUnits}
        />
        <TextField
          name={texts.reason}
          fault={wrongReason}
          maxLength={500}
          placeholder={texts.reasonHint}
          value={reason}
          onChange={setReason}
        />
        <ProblemNote error={correct.error} beside={["/adjustBy", "/reason"]} />
        <DialogButtons action={texts.action} denied={missing} busy={correct.isPending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
